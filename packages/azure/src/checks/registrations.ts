import type { CheckResult, Finding } from '@palisade/contract'
import { resourcesSdk } from '../sdks/resources.ts'
import type { Asking } from './asking.ts'
import { couldNotLook, fail, result, warn } from './findings.ts'
import { lookAt } from './look-at.ts'
import { sharedSight } from './shared-sight.ts'
import type { SubjectOf } from './subject.ts'

const registration = sharedSight<{ readonly registrationState?: string }>(
  ({ registrationState }) => registrationState?.toLowerCase() === 'registered',
)

/**
 * Whether the subscription is registered with the resource providers that are used. Azure refuses the first write to one
 * that is not, in the middle of a job.
 */
export async function checkRegistrations(
  asking: Asking,
  { check, subscription, namespaces }: SubjectOf<'registrations'>,
): Promise<CheckResult> {
  const { providers } = await resourcesSdk.open(asking.connection, subscription)
  const looked = namespaces.map(async (namespace): Promise<Finding[]> => {
    const sight = await registration(asking, `${subscription}/${namespace}`, () =>
      lookAt(asking, `registration of ${namespace}`, () => providers.get(namespace)),
    )
    if (!sight.isSeen && sight.azureCode === 'InvalidResourceNamespace') {
      return [
        fail('azure-not-registered', {
          subject: namespace,
          message: `This cloud of Azure does not offer ${namespace}.`,
          remedy: 'Leave out what needs it, or use another cloud.',
        }),
      ]
    }
    if (!sight.isSeen) return [couldNotLook(namespace, sight)]
    return ofState(namespace, subscription, sight.value.registrationState ?? 'NotRegistered')
  })
  return result(check, (await Promise.all(looked)).flat())
}

function ofState(namespace: string, subscription: string, state: string): Finding[] {
  const details = {
    subject: namespace,
    message: `The subscription is ${state === 'Registering' ? 'just being' : 'not'} registered with ${namespace}.`,
  }
  switch (state.toLowerCase()) {
    case 'registered':
      return []
    case 'registering':
      return [warn('azure-not-registered', { ...details, remedy: 'Nothing: Azure needs a few minutes for it.' })]
    default:
      return [
        fail('azure-not-registered', {
          ...details,
          remedy: `Register it: az provider register --namespace ${namespace} --subscription ${subscription}`,
        }),
      ]
  }
}
