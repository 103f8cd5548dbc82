import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { badRequest } from '../machine-learning/bad-request.ts'
import { checkDeploymentEgress } from '../machine-learning/check-deployment-egress.ts'
import { deploymentFailure } from '../machine-learning/deployment-failure.ts'
import { onlineDeploymentActions } from '../machine-learning/online-endpoint-actions.ts'
import { requireEnum } from '../machine-learning/require-enum.ts'
import { outOfQuota } from '../quotas/refuse-over-quota.ts'

/** A model that answers. One is written at a time in its endpoint. */
export const machineLearningOnlineDeployment: ArmType = {
  type: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments',
  name: {
    accepts: /^[a-zA-Z](?:[a-zA-Z0-9-]{1,30})[a-zA-Z0-9]$/,
    refuse: (name) => badRequest(`The deployment name '${name}' is invalid.`),
  },
  style: machineLearningAnswers.inference,
  seconds: { create: 480, update: 300, delete: 120 },
  requires: ['properties.endpointComputeType'],
  locks: (id) => [id.parent],
  validate({ id, body, existing, world }) {
    const endpoint = world.get(id.parent)
    const workspace = world.get(endpoint?.parent ?? '')
    if (endpoint === undefined || workspace === undefined) return
    if (endpoint.state !== 'Succeeded')
      throw new ArmError(
        409,
        'Conflict',
        `The endpoint '${endpoint.name}' is in ${endpoint.state} state. Please retry after it is done.`,
      )
    const properties = read.object(body, 'properties')
    requireEnum(properties.endpointComputeType, 'properties.endpointComputeType', [
      'Managed',
      'Kubernetes',
      'AzureMLCompute',
    ])
    if (properties.endpointComputeType === 'Managed') {
      if ((read.text(properties, 'instanceType') ?? '') === '')
        throw badRequest(`The managed deployment '${id.name}' needs an instanceType.`, 'properties.instanceType')
      checkDeploymentEgress(id.name, properties, existing, workspace, world)
    }
    const capacity = read.number(body, 'sku', 'capacity') ?? 1
    if (capacity < 1)
      throw badRequest(`The deployment '${id.name}' needs a capacity of at least 1, not ${capacity}.`, 'sku.capacity')
    for (const field of ['endpointComputeType', 'instanceType']) {
      if (existing !== undefined && read.text(existing.body, 'properties', field) !== read.text(properties, field))
        throw badRequest(`The ${field} of deployment '${id.name}' cannot be changed.`, `properties.${field}`)
    }
  },
  complete({ body, existing }) {
    const properties = read.object(body, 'properties')
    return {
      body: {
        ...body,
        kind: read.text(body, 'kind') ?? 'Managed',
        sku: withDefaults(read.object(body, 'sku'), { name: 'Default', capacity: 1 }),
        properties: withDefaults(properties, {
          appInsightsEnabled: false,
          egressPublicNetworkAccess: read.text(existing?.body, 'properties', 'egressPublicNetworkAccess') ?? 'Enabled',
          scaleSettings: { scaleType: 'Default' },
          requestSettings: { maxConcurrentRequestsPerInstance: 1, requestTimeout: 'PT5S' },
        }),
      },
    }
  },
  fails: (deployment, world) => outOfQuota(deployment, world) ?? deploymentFailure(deployment, world),
  // A PATCH takes tags and size; all else is a PUT. Source: PartialMinimalTrackedResourceWithSku in mfe.json.
  patchable: { properties: [], top: ['sku'] },
  actions: onlineDeploymentActions,
}
