import type { CheckResult, Finding } from '@palisade/contract'
import { textsAt } from '../body/text-at.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import { allows, type Permission } from './allows.ts'
import type { Asking } from './asking.ts'
import { couldNotLook, fail, result } from './findings.ts'
import { isMissing, lookAt, type Sight } from './look-at.ts'
import { scopesUpwards, subscriptionOf } from './scopes.ts'
import type { SubjectOf } from './subject.ts'

const apiVersion = '2022-04-01'

/**
 * Whether our identity may do all that the job will do. A scope that does not exist yet gets its roles from the scopes
 * above it.
 *
 * Azure answers with what roles give; what a deny assignment takes away again is not in it (unconfirmed: no document says
 * either), and is then seen when the job runs.
 */
export async function checkPermissions(
  asking: Asking,
  { check, needs }: SubjectOf<'permissions'>,
): Promise<CheckResult> {
  const asked = new Map<string, Promise<Sight<Permission[]>>>()

  /** Asks each scope once, however many needs lead to it. */
  function permissionsAt(scope: string) {
    const key = scope.toLowerCase()
    const sight = asked.get(key) ?? askAt(asking, scope)
    asked.set(key, sight)
    return sight
  }

  /** What holds at a scope, or at the nearest one above it that exists. */
  async function nearest(scope: string): Promise<Sight<Permission[]>> {
    const [first, ...above] = scopesUpwards(scope)
    let sight = await permissionsAt(first ?? scope)
    for (const each of above) {
      if (!isMissing(sight)) break
      sight = await permissionsAt(each)
    }
    return sight
  }

  const looked = needs.map(async ({ scope, actions }): Promise<Finding[]> => {
    const sight = await nearest(scope)
    if (!sight.isSeen) return [couldNotLook(scope, sight)]
    const missing = actions.filter((action) => !allows(sight.value, action))
    return missing.length === 0
      ? []
      : [
          fail('azure-forbidden', {
            subject: scope,
            message: `Palisade's identity may not do there: ${missing.join(', ')}.`,
            remedy: 'Give the identity a role with these actions at this scope or above it.',
          }),
        ]
  })
  return result(check, (await Promise.all(looked)).flat())
}

/** By path: the SDK has methods for groups and resources, but none for a subscription. */
async function askAt({ connection, ...asking }: Asking, scope: string): Promise<Sight<Permission[]>> {
  const { plainCalls } = await resourcesSdk.open(connection, subscriptionOf(scope))
  return lookAt({ connection, ...asking }, `permissions at ${scope}`, async () =>
    (await plainCalls.list(`${scope}/providers/Microsoft.Authorization/permissions`, apiVersion)).map((item) => ({
      actions: textsAt(item, 'actions'),
      notActions: textsAt(item, 'notActions'),
    })),
  )
}
