import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { takeAddresses } from '../network/subnet-addresses.ts'
import { showConnections } from '../private-link/show-connections.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/** Clusters and instances; others are kept as they are given. */
export const machineLearningCompute: ArmType = {
  type: 'Microsoft.MachineLearningServices/workspaces/computes',
  name: {
    accepts: /^[a-zA-Z](?:[a-zA-Z0-9-]{0,30}[a-zA-Z0-9])$/,
    refuse: (name) =>
      new ArmError(
        400,
        'BadRequest',
        `The compute name '${name}' is invalid. It must be from 2 to 32 characters long, begin with a letter, and have only letters, digits and '-'.`,
      ),
  },
  style: machineLearningAnswers.compute,
  seconds: {
    create: (body) => (read.text(body, 'properties', 'computeType') === 'ComputeInstance' ? 240 : 40),
    update: 60,
    delete: 120,
  },
  requires: ['properties.computeType'],
  refers(body) {
    const subnet = read.text(body, 'properties', 'properties', 'subnet', 'id')
    return subnet === undefined ? [] : [{ id: subnet, field: 'properties.properties.subnet.id' }]
  },
  validate({ id, body, existing, world }) {
    const workspace = world.get(id.parent)
    if (workspace === undefined) return
    if (workspace.state !== 'Succeeded')
      throw new ArmError(
        409,
        'Conflict',
        `The workspace '${workspace.name}' is in ${workspace.state} state. Please retry after it is done.`,
      )
    const settings = read.object(body, 'properties', 'properties')
    const type = read.text(body, 'properties', 'computeType')
    if (type === 'ComputeInstance') {
      if (id.name.length < 3 || id.name.length > 24 || /-\d+$/.test(id.name))
        throw new ArmError(
          400,
          'BadRequest',
          `The compute instance name '${id.name}' is invalid. It must be from 3 to 24 characters long and must not end in '-' and digits.`,
        )
      const region = read.text(workspace.body, 'location')
      const other = world
        .ofType(machineLearningCompute.type)
        .find(
          (compute) =>
            compute.key !== id.key &&
            compute.name.toLowerCase() === id.name.toLowerCase() &&
            read.text(compute.body, 'properties', 'computeType') === 'ComputeInstance' &&
            read.text(world.get(compute.parent)?.body, 'location') === region,
        )
      if (other !== undefined)
        throw new ArmError(
          409,
          'Conflict',
          `The compute instance name '${id.name}' is already in use in the region '${region ?? ''}'.`,
        )
    }
    if (settings.enableNodePublicIp === false) {
      const isApproved = showConnections(workspace, world).some(
        (connection) =>
          read.text(connection, 'properties', 'privateLinkServiceConnectionState', 'status') === 'Approved',
      )
      if (!isApproved)
        throw new ArmError(
          400,
          'BadRequest',
          `A compute without public IP needs a workspace with an approved private endpoint connection; '${workspace.name}' has none.`,
        )
    }
    if (existing !== undefined && read.text(existing.body, 'properties', 'computeType') !== type)
      throw new ArmError(400, 'BadRequest', `The type of compute '${id.name}' cannot be changed.`)
  },
  complete({ id, body, existing, world }) {
    const properties = read.object(body, 'properties')
    const type = read.text(properties, 'computeType')
    const asked = read.object(properties, 'properties')
    const subnetId = read.text(asked, 'subnet', 'id')
    const subnet = subnetId === undefined ? undefined : world.get(keyOf(subnetId))
    const nodes =
      type === 'ComputeInstance'
        ? 1
        : type === 'AmlCompute'
          ? (read.number(asked, 'scaleSettings', 'minNodeCount') ?? 0)
          : 0
    const kept = read.texts(existing?.internal, 'addresses')
    const addresses =
      subnet === undefined ? [] : kept.length === nodes ? kept : takeAddresses(subnet, nodes, world, id.key)
    const now = new Date(world.now()).toISOString()
    const workspace = world.get(id.parent)
    return {
      body: {
        ...body,
        location: read.text(body, 'location') ?? read.text(workspace?.body, 'location'),
        properties: {
          ...properties,
          computeLocation:
            read.text(properties, 'computeLocation') ??
            read.text(body, 'location') ??
            read.text(workspace?.body, 'location'),
          createdOn: read.text(existing?.body, 'properties', 'createdOn') ?? now,
          modifiedOn: now,
          disableLocalAuth: properties.disableLocalAuth === true,
          isAttachedCompute: type !== 'AmlCompute' && type !== 'ComputeInstance',
          provisioningErrors: null,
          properties: withDefaults(
            asked,
            type === 'AmlCompute'
              ? {
                  vmPriority: 'Dedicated',
                  osType: 'Linux',
                  isolatedNetwork: false,
                  enableNodePublicIp: true,
                  remoteLoginPortPublicAccess: 'NotSpecified',
                }
              : type === 'ComputeInstance'
                ? {
                    enableNodePublicIp: true,
                    applicationSharingPolicy: 'Shared',
                    computeInstanceAuthorizationType: 'personal',
                  }
                : {},
          ),
        },
      },
      internal: { addresses, nodes },
    }
  },
  show(compute, body, world) {
    const properties = read.object(body, 'properties')
    return {
      ...body,
      properties: { ...properties, properties: { ...read.object(properties, 'properties'), ...live(compute, world) } },
    }
  },
  refuseDelete(compute, _world, query) {
    const action = query.get('underlyingResourceAction') ?? ''
    if (!/^(delete|detach)$/i.test(action))
      throw new ArmError(
        400,
        'BadRequest',
        `The delete of compute '${compute.name}' needs the query parameter underlyingResourceAction: Delete or Detach.`,
      )
  },
  patchable: { properties: ['properties'] },
}

/** What a compute tells of itself beside what it was told. */
function live(compute: Resource, world: World): JsonObject {
  const nodes = read.number(compute.internal, 'nodes') ?? 0
  const isUp = compute.state === 'Succeeded' || compute.state === 'Updating'
  const at = read.text(compute.body, 'properties', 'modifiedOn')
  switch (read.text(compute.body, 'properties', 'computeType')) {
    case 'AmlCompute':
      return {
        allocationState: isUp ? 'Steady' : 'Resizing',
        allocationStateTransitionTime: at,
        currentNodeCount: isUp ? nodes : 0,
        targetNodeCount: nodes,
        errors: null,
        nodeStateCounts: {
          idleNodeCount: isUp ? nodes : 0,
          runningNodeCount: 0,
          preparingNodeCount: 0,
          unusableNodeCount: 0,
          leavingNodeCount: 0,
          preemptedNodeCount: 0,
        },
      }
    case 'ComputeInstance': {
      const region = read.text(world.get(compute.parent)?.body, 'location') ?? ''
      const host = (service: string): string => `https://${compute.name}${service}.${region}.instances.azureml.ms`
      return {
        state: compute.state === 'Deleting' ? 'Deleting' : isUp ? 'Running' : 'Creating',
        applications: [
          { displayName: 'Jupyter', endpointUri: host('') },
          { displayName: 'Jupyter Lab', endpointUri: `${host('')}/lab` },
        ],
        connectivityEndpoints: {
          privateIpAddress: read.texts(compute.internal, 'addresses')[0] ?? null,
          publicIpAddress: null,
        },
        createdBy: {
          userObjectId: '00000000-0000-0000-0000-000000000000',
          userOrgId: '00000000-0000-0000-0000-000000000000',
          userName: 'arm-simulator',
        },
        errors: [],
        lastOperation: {
          operationName: 'Create',
          operationTime: at,
          operationStatus: isUp ? 'Succeeded' : 'InProgress',
        },
      }
    }
    default:
      return {}
  }
}
