import { ArmError } from '../arm/arm-error.ts'
import type { AnswerStyle } from './answer-style.ts'

/** What most providers have in common: everything at once, Conflict when busy. Others begin with these manners. */
export function plainAnswers(namespace: string): AnswerStyle {
  return {
    create: 'at once',
    update: 'at once',
    patch: 'at once',
    delete: 'at once',
    pollSeconds: 10,
    statusPath: (at) =>
      `/subscriptions/${at.subscription}/providers/${namespace}/locations/${at.location}/operationStatuses/${at.id}`,
    resultPath: (at) =>
      `/subscriptions/${at.subscription}/providers/${namespace}/locations/${at.location}/operationResults/${at.id}`,
    busy: (id) =>
      new ArmError(
        409,
        'Conflict',
        `The request conflicts with another operation that is in progress on the resource '${id.id}'. Please retry after it is done.`,
      ),
    missingReference: (reference, id) =>
      new ArmError(
        400,
        'InvalidResourceReference',
        `Resource ${reference.id} referenced by resource ${id.id} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
      ),
    unreadyReference: (reference, target, id) =>
      new ArmError(
        409,
        'Conflict',
        `The resource ${reference.id} used by ${id.id} is in ${target.state} state. Please retry after it is done.`,
      ),
  }
}
