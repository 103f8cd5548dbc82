import { ArmError } from '../arm/arm-error.ts'
import type { AnswerStyle } from './answer-style.ts'
import { plainAnswers } from './plain-answers.ts'

const shared: AnswerStyle = {
  ...plainAnswers('Microsoft.MachineLearningServices'),
  states: { creating: 'Creating', updating: 'Updating', deleting: 'Deleting' },
  hasSystemData: true,
  deletedStatus: 200,
  statusPath: (at) =>
    `/subscriptions/${at.subscription}/providers/Microsoft.MachineLearningServices/locations/${at.location}/mfeOperationsStatus/${at.id}`,
  resultPath: (at) =>
    `/subscriptions/${at.subscription}/providers/Microsoft.MachineLearningServices/locations/${at.location}/mfeOperationResults/${at.id}`,
  busy: (id, holder) =>
    new ArmError(
      409,
      'Conflict',
      `Another operation (${holder.kind}) is in progress on '${id.id}'. Please retry after it is done.`,
    ),
  missingReference: (reference) =>
    new ArmError(
      400,
      'ValidationError',
      `Missing dependent resources in workspace json: ${reference.field} '${reference.id}' was not found.`,
      { target: reference.field },
    ),
}

const { states: _states, ...stateless } = shared

/** Microsoft.MachineLearningServices, in its manners. */
export const machineLearningAnswers = {
  workspace: {
    ...shared,
    create: { status: 202, headers: ['result'], body: false },
    update: { status: 202, headers: ['result'], body: false },
    patch: { status: 202, headers: ['result'], body: false },
    delete: { status: 202, headers: ['result'], body: false },
  } satisfies AnswerStyle,
  compute: {
    ...shared,
    create: { status: 201, headers: ['status'], body: true },
    update: { status: 200, headers: ['status'], body: true },
    delete: { status: 202, headers: ['status', 'result'], body: false },
  } satisfies AnswerStyle,
  /** Endpoints and their deployments. */
  inference: {
    ...shared,
    create: { status: 201, headers: ['status'], body: true },
    update: { status: 200, headers: ['status'], body: true },
    patch: { status: 202, headers: ['result'], body: false },
    delete: { status: 202, headers: ['result'], body: false },
    operationTimeout: 'PT60M',
  } satisfies AnswerStyle,
  /** Rules of the managed network: a 404 until the Location poll says that they are there. */
  outboundRule: {
    ...stateless,
    create: { status: 202, headers: ['result'], body: false, hidden: true },
    update: { status: 202, headers: ['result'], body: false },
    delete: { status: 202, headers: ['result'], body: false },
  } satisfies AnswerStyle,
  /** Datastores: everything at once. */
  datastore: stateless,
  /** Assets that are only registered: at once, and they say that they are there. */
  asset: shared,
  /** Connections: at once, and never a 201. */
  connection: { ...stateless, createdStatus: 200 } satisfies AnswerStyle,
  /** Endpoints without a machine of one's own: an update says both where it is and where its result will be. */
  serverless: {
    ...shared,
    create: { status: 201, headers: ['status'], body: true },
    update: { status: 200, headers: ['status'], body: true },
    patch: { status: 202, headers: ['status', 'result'], body: false },
    delete: { status: 202, headers: ['result'], body: false },
    operationTimeout: 'PT60M',
  } satisfies AnswerStyle,
}
