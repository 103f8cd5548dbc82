import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { badRequest } from '../machine-learning/bad-request.ts'
import { checkComputeNetwork } from '../machine-learning/check-compute-network.ts'
import { checkKubernetesAttach } from '../machine-learning/check-kubernetes-attach.ts'
import { computeActions, powerOf, settlePower } from '../machine-learning/compute-actions.ts'
import { computeFailure } from '../machine-learning/compute-failure.ts'
import { hasManagedNetwork } from '../machine-learning/isolation-mode.ts'
import { machineLearningExtension } from '../machine-learning/machine-learning-extension.ts'
import { isProvisioned, networkLock, provision, provisionSeconds } from '../machine-learning/managed-network.ts'
import { requireEnum } from '../machine-learning/require-enum.ts'
import { requireReadyWorkspace } from '../machine-learning/require-ready-workspace.ts'
import { leaveServiceLink } from '../network/service-link.ts'
import { takeAddresses } from '../network/subnet-addresses.ts'
import { requireMachineLearningCores } from '../quotas/refuse-over-quota.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/** Clusters, instances and attached Kubernetes clusters; others are kept as they are given. */
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
    create(body, compute, world) {
      const own = read.text(body, 'properties', 'computeType') === 'ComputeInstance' ? 240 : 40
      const workspace = world.get(compute.parent)
      return own + (workspace !== undefined && bringsNetwork(body, workspace) ? provisionSeconds(workspace, world) : 0)
    },
    update: 60,
    delete: 120,
  },
  requires: ['properties.computeType'],
  refers(body) {
    const subnet = read.text(body, 'properties', 'properties', 'subnet', 'id')
    const cluster = isKubernetes(body) ? read.text(body, 'properties', 'resourceId') : undefined
    return [
      ...(subnet === undefined ? [] : [{ id: subnet, field: 'properties.properties.subnet.id' }]),
      ...(cluster === undefined ? [] : [{ id: cluster, field: 'properties.resourceId' }]),
    ]
  },
  // The first compute of a managed network makes that network; others wait until it is there.
  locks(id, body, world) {
    const workspace = world.get(id.parent)
    return workspace !== undefined && bringsNetwork(body, workspace) ? [networkLock(workspace.key)] : []
  },
  validate({ id, body, existing, world }) {
    const workspace = world.get(id.parent)
    if (workspace === undefined) return
    requireReadyWorkspace(workspace)
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
    requireEnum(settings.vmPriority, 'properties.properties.vmPriority', ['Dedicated', 'LowPriority'])
    requireEnum(settings.remoteLoginPortPublicAccess, 'properties.properties.remoteLoginPortPublicAccess', [
      'Enabled',
      'Disabled',
      'NotSpecified',
    ])
    requireEnum(
      read.at(settings, 'sshSettings', 'sshPublicAccess'),
      'properties.properties.sshSettings.sshPublicAccess',
      ['Enabled', 'Disabled'],
    )
    if (/system.*user|user.*system/i.test(read.text(body, 'identity', 'type') ?? ''))
      throw badRequest(
        `The identity of compute '${id.name}' is either system-assigned or user-assigned, not both.`,
        'identity.type',
      )
    if (type === 'AmlCompute' || type === 'ComputeInstance') requireMachineLearningCores({ id, body, world })
    if (type === 'AmlCompute' || type === 'ComputeInstance') checkComputeNetwork(id.name, settings, workspace, world)
    if (isKubernetes(body)) checkKubernetesAttach(id.name, body, workspace, world)
    if (existing !== undefined && read.text(existing.body, 'properties', 'computeType') !== type)
      throw new ArmError(400, 'BadRequest', `The type of compute '${id.name}' cannot be changed.`)
  },
  complete({ id, body, existing, world }) {
    const properties = read.object(body, 'properties')
    const type = read.text(properties, 'computeType')
    const asked = withoutPassword(read.object(properties, 'properties'))
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
            (type === 'Kubernetes' ? clusterOf(body, world)?.location : undefined) ??
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
                : type === 'Kubernetes'
                  ? { namespace: 'default' }
                  : {},
          ),
        },
      },
      internal: { addresses, nodes },
    }
  },
  fails: computeFailure,
  settled(compute, world) {
    const workspace = world.get(compute.parent)
    if (workspace !== undefined && bringsNetwork(compute.body, workspace)) provision(workspace, world, false)
  },
  show(compute, body, world) {
    const properties = read.object(body, 'properties')
    return {
      ...body,
      properties: {
        ...properties,
        ...(compute.state === 'Failed' ? { provisioningErrors: errorsOf(compute) } : {}),
        properties: { ...read.object(properties, 'properties'), ...live(compute, world) },
      },
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
    // A cluster that was only attached is somebody else's. What Azure says to this is unconfirmed.
    if (/^delete$/i.test(action) && isKubernetes(compute.body))
      throw badRequest(`The compute '${compute.name}' is attached: use underlyingResourceAction=Detach.`)
  },
  removed: leaveServiceLink,
  acted(compute, world) {
    settlePower(compute, world)
    return {}
  },
  patchable: { properties: ['properties'] },
  actions: computeActions,
}

function isKubernetes(body: JsonObject): boolean {
  return read.text(body, 'properties', 'computeType') === 'Kubernetes'
}

/** Whether this is the compute for which the managed network is made, because nobody asked for it before. */
function bringsNetwork(body: JsonObject, workspace: Resource): boolean {
  const type = read.text(body, 'properties', 'computeType')
  return (
    (type === 'AmlCompute' || type === 'ComputeInstance') && hasManagedNetwork(workspace) && !isProvisioned(workspace)
  )
}

function clusterOf(body: JsonObject, world: World): { key: string; location: string | undefined } | undefined {
  const cluster = world.get(keyOf(read.text(body, 'properties', 'resourceId') ?? ''))
  return cluster === undefined ? undefined : { key: cluster.key, location: read.text(cluster.body, 'location') }
}

/** A password goes in and never comes out again. */
function withoutPassword(settings: JsonObject): JsonObject {
  if (settings.userAccountCredentials === undefined) return settings
  const { adminUserPassword: _password, ...credentials } = read.object(settings, 'userAccountCredentials')
  return { ...settings, userAccountCredentials: credentials }
}

/** Why the last operation on a compute failed. */
function errorsOf(compute: Resource): JsonObject[] {
  return compute.internal.failure === undefined ? [] : [{ error: read.object(compute.internal, 'failure') }]
}

function stateOfInstance(compute: Resource): string | undefined {
  if (compute.state === 'Deleting') return 'Deleting'
  if (compute.state !== 'Failed') return undefined
  return read.text(compute.internal, 'failure', 'code') === 'StorageMountError' ? 'SetupFailed' : 'CreateFailed'
}

/** What a compute tells of itself beside what it was told. */
function live(compute: Resource, world: World): JsonObject {
  const nodes = read.number(compute.internal, 'nodes') ?? 0
  // One that could not be changed is up as it was before.
  const hasFailed = compute.state === 'Failed'
  const isUp =
    compute.state === 'Succeeded' || compute.state === 'Updating' || (hasFailed && compute.internal.isUnmade !== true)
  const at = read.text(compute.body, 'properties', 'modifiedOn')
  switch (read.text(compute.body, 'properties', 'computeType')) {
    case 'AmlCompute':
      return {
        allocationState: isUp || hasFailed ? 'Steady' : 'Resizing',
        allocationStateTransitionTime: at,
        currentNodeCount: isUp ? nodes : 0,
        targetNodeCount: nodes,
        errors: hasFailed ? errorsOf(compute) : null,
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
        state: isUp ? (powerOf(compute) ?? 'Running') : (stateOfInstance(compute) ?? 'Creating'),
        applications: [
          { displayName: 'Jupyter', endpointUri: host('') },
          { displayName: 'Jupyter Lab', endpointUri: `${host('')}/lab` },
        ],
        connectivityEndpoints: {
          privateIpAddress: read.texts(compute.internal, 'addresses')[0] ?? null,
          publicIpAddress: null,
        },
        createdBy: {
          userId: '00000000-0000-0000-0000-000000000000',
          userOrgId: '00000000-0000-0000-0000-000000000000',
          userName: 'arm-simulator',
        },
        errors: hasFailed ? errorsOf(compute) : [],
        lastOperation: {
          operationName: 'Create',
          operationTime: at,
          operationStatus: isUp ? 'Succeeded' : hasFailed ? 'CreateFailed' : 'InProgress',
        },
      }
    }
    case 'Kubernetes': {
      const extension = machineLearningExtension(clusterOf(compute.body, world)?.key ?? '', world)
      return {
        extensionPrincipalId: read.text(extension?.body, 'identity', 'principalId') ?? null,
        extensionInstanceReleaseTrain: read.text(extension?.body, 'properties', 'releaseTrain') ?? null,
      }
    }
    default:
      return {}
  }
}
