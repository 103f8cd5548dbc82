import { ArmError } from '../arm/arm-error.ts'
import type { AnswerStyle, OperationPlace } from './answer-style.ts'
import { networkAnswers } from './network-answers.ts'

const below = (at: OperationPlace, what: string): string =>
  `/subscriptions/${at.subscription}/resourceGroups/${at.group ?? ''}/providers/Microsoft.Network/${what}/${at.id}`

/** Private DNS: accepted first, with both headers, and poll addresses below the group. */
export const dnsAnswers: AnswerStyle = {
  ...networkAnswers,
  create: { status: 202, headers: ['status', 'result'], body: false },
  update: { status: 200, headers: ['status'], body: true },
  deletedStatus: 200,
  states: { creating: 'Creating', updating: 'Updating', deleting: 'Deleting' },
  statusPath: (at) => below(at, 'privateDnsOperationStatuses'),
  resultPath: (at) => below(at, 'privateDnsOperationResults'),
  busy: (id) =>
    new ArmError(
      409,
      'Conflict',
      `Another operation on the resource '${id.id}' is in progress. Please retry after it is done.`,
    ),
}
