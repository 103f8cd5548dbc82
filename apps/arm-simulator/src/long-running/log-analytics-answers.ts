import type { AnswerStyle } from './answer-style.ts'
import { plainAnswers } from './plain-answers.ts'

/** Microsoft.OperationalInsights: a create is polled on the resource itself. */
export const logAnalyticsAnswers: AnswerStyle = {
  ...plainAnswers('Microsoft.OperationalInsights'),
  create: { status: 201, headers: [], body: true },
  update: { status: 200, headers: [], body: true },
  delete: { status: 202, headers: ['status', 'result'], body: false },
  deletedStatus: 200,
  states: { creating: 'Creating', updating: 'Updating', deleting: 'Deleting' },
}
