import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { cloudOf } from '../arm/cloud-of.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { badRequest } from '../machine-learning/bad-request.ts'
import { hosts } from '../machine-learning/hosts.ts'
import { onlineEndpointActions } from '../machine-learning/online-endpoint-actions.ts'
import { requireEnum } from '../machine-learning/require-enum.ts'
import { requireReadyWorkspace } from '../machine-learning/require-ready-workspace.ts'

const deploymentType = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments'

/** Its deployments lie in it and go with it. */
export const machineLearningOnlineEndpoint: ArmType = {
  type: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints',
  name: {
    accepts: /^[a-zA-Z](?:[a-zA-Z0-9-]{1,30})[a-zA-Z0-9]$/,
    refuse: (name) =>
      badRequest(
        `The endpoint name '${name}' is invalid. It must be from 3 to 32 characters long, begin with a letter, end with a letter or digit, and have only letters, digits and '-'.`,
      ),
  },
  style: machineLearningAnswers.inference,
  seconds: { create: 60, update: 30, delete: 60 },
  requires: ['properties.authMode'],
  validate({ id, body, existing, world }) {
    const workspace = world.get(id.parent)
    if (workspace === undefined) return
    requireReadyWorkspace(workspace)
    const properties = read.object(body, 'properties')
    requireEnum(properties.authMode, 'properties.authMode', ['AMLToken', 'Key', 'AADToken'])
    requireEnum(properties.publicNetworkAccess, 'properties.publicNetworkAccess', ['Enabled', 'Disabled'])
    if (read.at(workspace.body, 'properties', 'v1LegacyMode') === true)
      throw badRequest(
        `Online endpoints are not available in workspace '${workspace.name}' because its v1_legacy_mode is true.`,
      )
    const region = read.text(workspace.body, 'location')
    const twin = world
      .ofType(machineLearningOnlineEndpoint.type)
      .find(
        (other) =>
          other.key !== id.key &&
          other.name.toLowerCase() === id.name.toLowerCase() &&
          read.text(world.get(other.parent)?.body, 'location') === region,
      )
    if (twin !== undefined)
      throw new ArmError(
        409,
        'Conflict',
        `The endpoint name '${id.name}' is already in use in the region '${region ?? ''}'.`,
      )
    const traffic = Object.entries(read.object(properties, 'traffic'))
    const sum = traffic.reduce((total, [, share]) => total + (typeof share === 'number' ? share : 0), 0)
    if (sum !== 0 && sum !== 100)
      throw badRequest(`The traffic of endpoint '${id.name}' must sum to 0 or 100, not ${sum}.`, 'properties.traffic')
    const there = existing === undefined ? [] : world.children(existing.key, deploymentType)
    const missing = traffic.find(([name]) => !there.some((other) => other.name.toLowerCase() === name.toLowerCase()))
    if (missing !== undefined)
      throw badRequest(`The endpoint '${id.name}' has no deployment '${missing[0]}'.`, 'properties.traffic')
  },
  complete({ id, body, world }) {
    const { keys: _keys, ...properties } = read.object(body, 'properties')
    const workspace = world.get(id.parent)
    const region = read.text(workspace?.body, 'location') ?? ''
    const host = `https://${id.name.toLowerCase()}.${region}.${hosts.inference[cloudOf(region)]}`
    return {
      body: {
        ...body,
        kind: read.text(body, 'kind') ?? 'Managed',
        identity:
          Object.keys(read.object(body, 'identity')).length > 0
            ? read.object(body, 'identity')
            : { type: 'SystemAssigned' },
        properties: {
          ...withDefaults(properties, {
            publicNetworkAccess: 'Enabled',
            traffic: {},
            mirrorTraffic: {},
            compute: null,
            description: null,
            properties: {},
          }),
          keys: null,
          scoringUri: `${host}/score`,
          swaggerUri: `${host}/swagger.json`,
        },
      },
    }
  },
  // A PATCH takes tags and identity; all else is a PUT. Source: PartialMinimalTrackedResourceWithIdentity in mfe.json.
  patchable: { properties: [], top: ['identity'] },
  actions: onlineEndpointActions,
}
