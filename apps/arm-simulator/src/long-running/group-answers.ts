import { ArmError } from '../arm/arm-error.ts'
import type { AnswerStyle } from './answer-style.ts'
import { plainAnswers } from './plain-answers.ts'

/** Resource groups: at once, but for the delete. */
export const groupAnswers: AnswerStyle = {
  ...plainAnswers('Microsoft.Resources'),
  delete: { status: 202, headers: ['result'], body: false },
  deletedStatus: 200,
  states: { creating: 'Succeeded', updating: 'Succeeded', deleting: 'Deleting', failed: 'Succeeded' },
  resultPath: (at) => `/subscriptions/${at.subscription}/operationresults/${at.id}`,
  busy: (id) =>
    new ArmError(
      409,
      'ResourceGroupBeingDeleted',
      `The resource group '${id.name}' is in deprovisioning state and cannot perform this operation.`,
    ),
}
