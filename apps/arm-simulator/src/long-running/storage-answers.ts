import { ArmError } from '../arm/arm-error.ts'
import type { AnswerStyle } from './answer-style.ts'
import { plainAnswers } from './plain-answers.ts'

/** Microsoft.Storage: the old way. A 404 until the Location poll, which answers with the account. */
export const storageAnswers: AnswerStyle = {
  ...plainAnswers('Microsoft.Storage'),
  create: { status: 202, headers: ['result'], body: false, hidden: true },
  states: { creating: 'Creating', updating: 'Succeeded', deleting: 'Deleting' },
  pollSeconds: 17,
  resultPath: (at) =>
    `/subscriptions/${at.subscription}/providers/Microsoft.Storage/locations/${at.location}/asyncoperations/${at.id}`,
  busy: (id) =>
    new ArmError(
      409,
      'StorageAccountOperationInProgress',
      `An operation is currently performing on this storage account that requires exclusive access. (${id.name})`,
    ),
}
