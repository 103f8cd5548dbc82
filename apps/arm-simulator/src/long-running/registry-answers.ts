import type { AnswerStyle } from './answer-style.ts'
import { plainAnswers } from './plain-answers.ts'

/** Microsoft.ContainerRegistry. */
export const registryAnswers: AnswerStyle = {
  ...plainAnswers('Microsoft.ContainerRegistry'),
  create: { status: 201, headers: ['status'], body: true },
  update: { status: 200, headers: ['status'], body: true },
  patch: { status: 200, headers: ['status'], body: true },
  delete: { status: 202, headers: ['result'], body: false },
  deletedStatus: 200,
  states: { creating: 'Creating', updating: 'Updating', deleting: 'Deleting' },
  hasSystemData: true,
}
