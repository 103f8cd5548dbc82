import type { CheckSubject } from '@palisade/contract'
import { type Composed, groupOf } from './composed.ts'
import { scopeOf } from './scope-of.ts'

/** Whether something that is going to be written is locked. What is only read may be. */
export function locks(composed: Composed): CheckSubject {
  const written = composed.resources.filter(
    ({ action }) => action === 'make' || action === 'amend' || action === 'adjust',
  )
  const scopes = [groupOf(composed), ...written.map((one) => scopeOf(composed, one))]
  const byId = new Map(scopes.map((scope) => [scope.toLowerCase(), scope]))
  return { check: 'locks', subscription: composed.site.request.subscriptionId, scopes: [...byId.values()] }
}
