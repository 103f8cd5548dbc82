import { ArmError } from '../arm/arm-error.ts'
import type { AnswerStyle } from './answer-style.ts'
import { networkAnswers } from './network-answers.ts'
import { plainAnswers } from './plain-answers.ts'

/** Microsoft.Compute: machines, their extensions and disks. */
export const computeAnswers: AnswerStyle = {
  ...plainAnswers('Microsoft.Compute'),
  create: { status: 201, headers: ['status'], body: true },
  update: { status: 200, headers: ['status'], body: true },
  patch: { status: 200, headers: ['status'], body: true },
  delete: { status: 202, headers: ['status', 'result'], body: false },
  deletedStatus: 200,
  states: { creating: 'Creating', updating: 'Updating', deleting: 'Deleting' },
  statusPath: (at) =>
    `/subscriptions/${at.subscription}/providers/Microsoft.Compute/locations/${at.location}/operations/${at.id}`,
  busy: () =>
    new ArmError(
      409,
      'Conflict',
      'The request failed due to conflict with a concurrent request. To resolve it, please refer to https://aka.ms/activitylog to get more details on the conflicting requests.',
    ),
  // What a machine waits for is the network's, and it is the network that answers.
  unreadyReference: networkAnswers.unreadyReference,
}
