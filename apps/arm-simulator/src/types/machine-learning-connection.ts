import { actionOn } from '../arm/action-on.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { badRequest } from '../machine-learning/bad-request.ts'
import { requireEnum } from '../machine-learning/require-enum.ts'
import { requireReadyWorkspace } from '../machine-learning/require-ready-workspace.ts'

const type = 'Microsoft.MachineLearningServices/workspaces/connections'

/** Something outside that the workspace may use. Its credentials are shown only to who asks for secrets. */
export const machineLearningConnection: ArmType = {
  type,
  name: {
    accepts: /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$/,
    refuse: (name) => badRequest(`The connection name '${name}' is invalid.`),
  },
  location: 'none',
  style: machineLearningAnswers.connection,
  seconds: { create: 1, update: 1, delete: 1 },
  requires: ['properties.authType'],
  validate({ id, body, world, existing }) {
    const workspace = world.get(id.parent)
    if (workspace !== undefined) requireReadyWorkspace(workspace)
    const properties = read.object(body, 'properties')
    requireEnum(properties.authType, 'properties.authType', [
      'PAT',
      'ManagedIdentity',
      'UsernamePassword',
      'None',
      'SAS',
      'AccountKey',
      'ServicePrincipal',
      'AccessKey',
      'ApiKey',
      'CustomKeys',
      'OAuth2',
      'AAD',
    ])
    if (existing === undefined && (read.text(properties, 'category') ?? '') === '')
      throw badRequest(`The connection '${id.name}' needs a category.`, 'properties.category')
  },
  complete({ id, body, existing }) {
    const { credentials, ...properties } = read.object(body, 'properties')
    return {
      body: {
        properties: withDefaults(properties, {
          group: 'AzureAI',
          isSharedToAll: false,
          sharedUserList: [],
          metadata: {},
          createdByWorkspaceArmId: id.id.replace(/\/connections\/[^/]+$/i, ''),
        }),
      },
      internal: {
        credentials: read.isObject(credentials) ? credentials : read.object(existing?.internal, 'credentials'),
      },
    }
  },
  patchable: {
    properties: [
      'authType',
      'category',
      'credentials',
      'expiryTime',
      'isSharedToAll',
      'metadata',
      'sharedUserList',
      'target',
      'value',
      'valueFormat',
    ],
  },
  actions: [
    actionOn(type, 'POST', 'listsecrets', ({ resource }) => {
      const { body } = resource
      return {
        status: 200,
        effect: 'none',
        body: {
          id: resource.id,
          name: resource.name,
          type,
          properties: {
            ...read.object(body, 'properties'),
            credentials: read.object(resource.internal, 'credentials'),
          },
          systemData: read.object(resource.internal, 'systemData'),
        },
      }
    }),
  ],
}
