import { ArmError } from '../arm/arm-error.ts'
import type { AnswerStyle } from './answer-style.ts'
import { plainAnswers } from './plain-answers.ts'

const plain: AnswerStyle = {
  ...plainAnswers('Microsoft.Insights'),
  // As reported for Azure; the code beside these words is unconfirmed.
  busy: () => new ArmError(409, 'Conflict', "Cannot modify resource while in provisioning state: 'Provisioning'"),
}

/** Microsoft.Insights, where it takes its time. */
export const monitorAnswers = {
  privateLinkScope: {
    ...plain,
    delete: { status: 202, headers: ['result'], body: false },
    states: { creating: 'Succeeded', updating: 'Succeeded', deleting: 'Deleting' },
    deletedStatus: 200,
    hasSystemData: true,
  } satisfies AnswerStyle,
  scopedResource: {
    ...plain,
    create: { status: 202, headers: ['status', 'result'], body: true },
    update: { status: 202, headers: ['status', 'result'], body: true },
    delete: { status: 202, headers: ['status', 'result'], body: false },
    states: { creating: 'Provisioning', updating: 'Provisioning', deleting: 'Deleting' },
    deletedStatus: 200,
    hasSystemData: true,
  } satisfies AnswerStyle,
}
