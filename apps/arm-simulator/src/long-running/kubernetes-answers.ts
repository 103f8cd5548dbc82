import { ArmError } from '../arm/arm-error.ts'
import type { AnswerStyle } from './answer-style.ts'
import { plainAnswers } from './plain-answers.ts'

/** Microsoft.ContainerService, and what is installed in its clusters. */
export const kubernetesAnswers = {
  cluster: {
    ...plainAnswers('Microsoft.ContainerService'),
    create: { status: 201, headers: ['status'], body: true },
    update: { status: 200, headers: ['status'], body: true },
    patch: { status: 200, headers: ['status'], body: true },
    delete: { status: 202, headers: ['status', 'result'], body: false },
    deletedStatus: 204,
    states: { creating: 'Creating', updating: 'Updating', deleting: 'Deleting' },
    hasSystemData: true,
    busy: (id, holder) =>
      new ArmError(
        409,
        'OperationNotAllowed',
        `Operation is not allowed because there's an in progress ${holder.kind} managed cluster operation on the managed cluster ${id.name}. Please wait for it to finish before starting a new operation.`,
      ),
  } satisfies AnswerStyle,
  extension: {
    ...plainAnswers('Microsoft.KubernetesConfiguration'),
    create: { status: 201, headers: ['status'], body: true },
    update: { status: 200, headers: ['status'], body: true },
    patch: { status: 202, headers: ['status'], body: true },
    delete: { status: 202, headers: ['status', 'result'], body: false },
    deletedStatus: 200,
    states: { creating: 'Creating', updating: 'Updating', deleting: 'Deleting' },
    hasSystemData: true,
  } satisfies AnswerStyle,
}
