import type { ArmType } from '../arm/arm-type.ts'
import { cloudOf } from '../arm/cloud-of.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { badRequest } from '../machine-learning/bad-request.ts'
import { endpointKeyActions } from '../machine-learning/endpoint-keys.ts'
import { hosts } from '../machine-learning/hosts.ts'
import { requireEnum } from '../machine-learning/require-enum.ts'
import { requireReadyWorkspace } from '../machine-learning/require-ready-workspace.ts'

const type = 'Microsoft.MachineLearningServices/workspaces/serverlessEndpoints'

/** A model of the catalogue, paid by the token. Which models there are is not known. */
export const machineLearningServerlessEndpoint: ArmType = {
  type,
  name: {
    accepts: /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,50})[a-zA-Z0-9]$/,
    refuse: (name) => badRequest(`The endpoint name '${name}' is invalid.`),
  },
  style: machineLearningAnswers.serverless,
  seconds: { create: 60, update: 20, delete: 20 },
  requires: ['properties.authMode'],
  validate({ id, body, world }) {
    const workspace = world.get(id.parent)
    if (workspace === undefined) return
    requireReadyWorkspace(workspace)
    requireEnum(read.at(body, 'properties', 'authMode'), 'properties.authMode', ['Key'])
    requireEnum(
      read.at(body, 'properties', 'contentSafety', 'contentSafetyStatus'),
      'properties.contentSafety.contentSafetyStatus',
      ['Enabled', 'Disabled'],
    )
  },
  complete({ id, body, world }) {
    const region = read.text(world.get(id.parent)?.body, 'location') ?? ''
    return {
      body: {
        ...body,
        properties: {
          ...withDefaults(read.object(body, 'properties'), { contentSafety: { contentSafetyStatus: 'Enabled' } }),
          inferenceEndpoint: {
            uri: `https://${id.name.toLowerCase()}.${region}.${hosts.inference[cloudOf(region)].replace(/^inference/, 'models')}`,
            headers: {},
          },
          endpointState: 'Online',
        },
      },
    }
  },
  // A PATCH takes tags, identity and sku. Source: PartialMinimalTrackedResourceWithSkuAndIdentity in mfe.json.
  patchable: { properties: [], top: ['identity', 'sku'] },
  actions: endpointKeyActions(type, machineLearningAnswers.serverless, true),
}
