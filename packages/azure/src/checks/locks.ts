import type { CheckResult, Finding } from '@palisade/contract'
import { textAt } from '../body/text-at.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import type { Asking } from './asking.ts'
import { couldNotLook, fail, result, warn } from './findings.ts'
import { isMissing, lookAt, type Sight } from './look-at.ts'
import { groupOf, isAtOrBelow, subscriptionOf } from './scopes.ts'
import { sharedSight } from './shared-sight.ts'
import type { SubjectOf } from './subject.ts'

/** By path: the SDK for locks would be loaded for this one question. */
const apiVersion = '2016-09-01'

/**
 * Whether a lock lies on what the job writes, or above it. A lock that only forbids deletion lets the job run; but it
 * holds whoever wants the workspace away, and Azure ML, which deletes nodes when a cluster shrinks.
 */
export async function checkLocks(asking: Asking, { check, scopes }: SubjectOf<'locks'>): Promise<CheckResult> {
  const bySubscription = Map.groupBy(scopes, (scope) => subscriptionOf(scope).toLowerCase())
  const looked = await Promise.all([...bySubscription.values()].map((some) => locksOver(asking, some)))
  return result(check, looked.flat())
}

interface Lock {
  readonly scope: string
  readonly name: string
  readonly level: string
  readonly notes: string | undefined
}

/** That a subscription has none at all, as most have. */
const noLocks = sharedSight<Lock[]>((locks) => locks.length === 0)

/** The locks over scopes of one subscription. Its list holds those of its groups and resources as well. */
async function locksOver(asking: Asking, scopes: readonly string[]): Promise<Finding[]> {
  const [first = ''] = scopes
  const subscription = `/subscriptions/${subscriptionOf(first)}`
  const all = await noLocks(asking, subscription, () => locksIn(asking, subscription))
  if (all.isSeen) return findingsOf(all.value, scopes)

  // Who holds a role only on a group may not list those of the subscription.
  const groups = new Map(scopes.flatMap((scope) => groupOf(scope) ?? []).map((group) => [group.toLowerCase(), group]))
  const sights = await Promise.all(
    [...groups.values()].map(async (group) => [group, await locksIn(asking, group)] as const),
  )
  return [
    couldNotLook(subscription, all),
    ...sights.flatMap(([group, sight]) => {
      if (sight.isSeen) return findingsOf(sight.value, scopes)
      return isMissing(sight) ? [] : [couldNotLook(group, sight)]
    }),
  ]
}

async function locksIn(asking: Asking, scope: string): Promise<Sight<Lock[]>> {
  const { plainCalls } = await resourcesSdk.open(asking.connection, subscriptionOf(scope))
  return lookAt(asking, `locks in ${scope}`, async () =>
    (await plainCalls.list(`${scope}/providers/Microsoft.Authorization/locks`, apiVersion)).flatMap((item) => {
      const id = textAt(item, 'id')
      return id === undefined
        ? []
        : {
            scope: id.replace(/\/providers\/Microsoft\.Authorization\/locks\/[^/]+$/i, ''),
            name: textAt(item, 'name') ?? id,
            level: textAt(item, 'properties', 'level') ?? '',
            notes: textAt(item, 'properties', 'notes'),
          }
    }),
  )
}

function findingsOf(locks: readonly Lock[], scopes: readonly string[]): Finding[] {
  return locks
    .filter((lock) => scopes.some((scope) => isAtOrBelow(scope, lock.scope)))
    .map(({ scope, name, level, notes }) => {
      const says = notes === undefined ? '' : ` It says: ${notes}`
      return level.toLowerCase() === 'readonly'
        ? fail('azure-locked', {
            subject: scope,
            message: `The lock ${name} lets nothing be written there.${says}`,
            remedy: `Remove the lock ${name}.`,
          })
        : warn('azure-locked', {
            subject: scope,
            message: `The lock ${name} lets nothing be deleted there: removing the workspace, shrinking a cluster and undoing a job will fail.${says}`,
            remedy: `Remove the lock ${name}, at the latest before the workspace is deleted.`,
          })
    })
}
