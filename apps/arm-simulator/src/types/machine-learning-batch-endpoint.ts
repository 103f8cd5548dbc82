import { actionOn } from '../arm/action-on.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { cloudOf } from '../arm/cloud-of.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { badRequest } from '../machine-learning/bad-request.ts'
import { hosts } from '../machine-learning/hosts.ts'
import { requireEnum } from '../machine-learning/require-enum.ts'
import { requireReadyWorkspace } from '../machine-learning/require-ready-workspace.ts'
import { secretOf } from '../secrets/secret-of.ts'

const type = 'Microsoft.MachineLearningServices/workspaces/batchEndpoints'

/** Takes jobs for its deployments; the jobs themselves are not simulated. */
export const machineLearningBatchEndpoint: ArmType = {
  type,
  name: {
    accepts: /^[a-zA-Z](?:[a-zA-Z0-9-]{1,30})[a-zA-Z0-9]$/,
    refuse: (name) =>
      badRequest(
        `The endpoint name '${name}' is invalid. It must be from 3 to 32 characters long, begin with a letter, end with a letter or digit, and have only letters, digits and '-'.`,
      ),
  },
  style: machineLearningAnswers.inference,
  seconds: { create: 15, update: 15, delete: 15 },
  requires: ['properties.authMode'],
  validate({ id, body, world }) {
    const workspace = world.get(id.parent)
    if (workspace === undefined) return
    requireReadyWorkspace(workspace)
    requireEnum(read.at(body, 'properties', 'authMode'), 'properties.authMode', ['AMLToken', 'Key', 'AADToken'])
  },
  complete({ id, body, world }) {
    const { keys: _keys, ...properties } = read.object(body, 'properties')
    const region = read.text(world.get(id.parent)?.body, 'location') ?? ''
    return {
      body: {
        ...body,
        kind: read.text(body, 'kind') ?? 'Managed',
        identity:
          Object.keys(read.object(body, 'identity')).length > 0
            ? read.object(body, 'identity')
            : { type: 'SystemAssigned' },
        properties: {
          ...withDefaults(properties, { description: null, properties: {}, defaults: null }),
          scoringUri: `https://${id.name.toLowerCase()}.${region}.${hosts.inference[cloudOf(region)]}/jobs`,
          swaggerUri: null,
        },
      },
    }
  },
  // A PATCH takes tags and identity; all else is a PUT. Source: PartialMinimalTrackedResourceWithIdentity in mfe.json.
  patchable: { properties: [], top: ['identity'] },
  actions: [
    actionOn(type, 'POST', 'listkeys', ({ resource }) => ({
      status: 200,
      effect: 'none',
      body: { primaryKey: secretOf(resource, 'primary'), secondaryKey: secretOf(resource, 'secondary') },
    })),
  ],
}
