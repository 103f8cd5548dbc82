import type { CheckSubject } from '@palisade/contract'
import type { Composed } from './composed.ts'

/** Azure has registered these in every subscription from the beginning. */
const registeredAlways = new Set(['Microsoft.Resources', 'Microsoft.Authorization'])

/** Whether the subscription knows the providers of all that is made: `MissingSubscriptionRegistration` otherwise. */
export function registrations({ site, resources }: Composed): CheckSubject {
  const namespaces = resources
    .filter(({ action }) => action === 'make')
    .map(({ kind }) => kind.slice(0, kind.indexOf('/')))
    .filter((namespace) => !registeredAlways.has(namespace))
  return {
    check: 'registrations',
    subscription: site.request.subscriptionId,
    namespaces: [...new Set(namespaces)].sort(),
  }
}
