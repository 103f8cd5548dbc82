import { ArmError } from '../arm/arm-error.ts'
import type { AnswerStyle } from './answer-style.ts'
import { plainAnswers } from './plain-answers.ts'

/** Microsoft.Network, all but DNS. */
export const networkAnswers: AnswerStyle = {
  ...plainAnswers('Microsoft.Network'),
  create: { status: 201, headers: ['status'], body: true },
  update: { status: 200, headers: ['status'], body: true },
  delete: { status: 202, headers: ['status', 'result'], body: false },
  deletedStatus: 204,
  states: { creating: 'Updating', updating: 'Updating', deleting: 'Deleting' },
  hasEtag: true,
  statusPath: (at) =>
    `/subscriptions/${at.subscription}/providers/Microsoft.Network/locations/${at.location}/operations/${at.id}`,
  busy: (_id, _holder, operationUrl) =>
    new ArmError(
      409,
      'AnotherOperationInProgress',
      `Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: ${operationUrl}.`,
    ),
  unreadyReference: (reference, target, id, holder) => {
    const last = `${holder?.kind === 'delete' ? 'Delete' : 'Put'}${singular(target.type)}Operation`
    return new ArmError(429, 'RetryableError', 'A retryable error occurred.', {
      details: [
        {
          code: 'ReferencedResourceNotProvisioned',
          message: `Cannot proceed with operation because resource ${reference.id} used by resource ${id.id} is not in Succeeded state. Resource is in ${target.state} state and the last operation that updated/is updating the resource is ${last}.`,
        },
      ],
      ...(holder === undefined ? {} : { retryAt: holder.dueMs }),
    })
  },
}

/** `subnets` to `Subnet`, `publicIPAddresses` to `PublicIPAddress`, `firewallPolicies` to `FirewallPolicy`. */
function singular(type: string): string {
  const plural = type.split('/').at(-1) ?? ''
  const word = plural
    .replace(/ies$/, 'y')
    .replace(/(ss)es$/, '$1')
    .replace(/([^s])s$/, '$1')
  return word.charAt(0).toUpperCase() + word.slice(1)
}
