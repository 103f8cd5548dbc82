import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { cloudOf } from '../arm/cloud-of.ts'
import { notFound } from '../arm/not-found.ts'
import type { Reference } from '../arm/reference.ts'
import { requireResourceId } from '../arm/resource-id.ts'
import { tenantId } from '../identity/tenant-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { badRequest } from '../machine-learning/bad-request.ts'
import { checkIpAllowlist } from '../machine-learning/check-ip-allowlist.ts'
import { checkIsolation } from '../machine-learning/check-isolation.ts'
import { checkWorkspaceIdentity } from '../machine-learning/check-workspace-identity.ts'
import { placeDefaultDatastores } from '../machine-learning/default-datastores.ts'
import { hosts } from '../machine-learning/hosts.ts'
import { hasManagedNetwork, isolationOf } from '../machine-learning/isolation-mode.ts'
import {
  isProvisioned,
  networkLock,
  networkOf,
  provision,
  provisionSeconds,
  showManagedNetwork,
} from '../machine-learning/managed-network.ts'
import { checkOutboundRule, putOutboundRule } from '../machine-learning/outbound-rule.ts'
import { requireEnum } from '../machine-learning/require-enum.ts'
import { requireReadyWorkspace } from '../machine-learning/require-ready-workspace.ts'
import { placeRequiredRules } from '../machine-learning/required-rules.ts'
import { workspaceActions } from '../machine-learning/workspace-actions.ts'
import { checkEncryption, encryptionOf, encryptionReferences } from '../machine-learning/workspace-encryption.ts'
import type { PrivateLinkMember } from '../private-link/private-link.ts'
import { showConnections } from '../private-link/show-connections.ts'
import { machineLearningUsages } from '../quotas/usages.ts'
import type { Resource } from '../state/resource.ts'

const dependencies = ['storageAccount', 'keyVault', 'applicationInsights', 'containerRegistry'] as const

/** Deleted softly unless its delete says otherwise. */
export const machineLearningWorkspace: ArmType = {
  type: 'Microsoft.MachineLearningServices/workspaces',
  name: {
    accepts: /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$/,
    refuse: (name) =>
      new ArmError(
        400,
        'BadRequest',
        `The workspace name '${name}' is invalid. It must be from 3 to 33 characters long, begin with a letter or digit, and have only letters, digits, '-' and '_'.`,
      ),
  },
  style: machineLearningAnswers.workspace,
  seconds: { create: 75, update: 30, delete: 60 },
  refers(body): Reference[] {
    return [
      ...dependencies.flatMap((field) => {
        const id = read.text(body, 'properties', field)
        return id === undefined || id === '' ? [] : [{ id, field }]
      }),
      ...encryptionReferences(body),
    ]
  },
  // A rule that is being written must not find another mode at its end.
  locks: (id, body, world) => (isolationOf(body) === isolationOf(world.get(id.key)?.body) ? [] : [networkLock(id.key)]),
  validate(write) {
    const { id, body, existing, world } = write
    if (existing === undefined && world.deletedAt(id.key) !== undefined)
      throw new ArmError(
        400,
        'BadRequest',
        'Soft-deleted workspace exists. Please purge or recover it. https://aka.ms/wsoftdelete',
      )
    const kind = read.text(body, 'kind')?.toLowerCase()
    // A project takes all this from its hub.
    if (kind === 'project') return
    for (const field of ['storageAccount', 'keyVault', 'applicationInsights']) {
      if ((read.text(body, 'properties', field) ?? '') === '')
        throw new ArmError(
          400,
          'ValidationError',
          `Missing dependent resources in workspace json: ${field} is required.`,
          { target: field },
        )
    }
    requireEnum(read.at(body, 'properties', 'publicNetworkAccess'), 'publicNetworkAccess', ['Enabled', 'Disabled'])
    checkWorkspaceIdentity(body)
    checkIpAllowlist(body)
    checkIsolation(write)
    checkEncryption(write)
    if (existing === undefined) return
    for (const field of ['storageAccount', 'keyVault']) {
      if (
        read.text(body, 'properties', field)?.toLowerCase() ===
        read.text(existing.body, 'properties', field)?.toLowerCase()
      )
        continue
      throw new ArmError(400, 'ValidationError', `The ${field} of a workspace cannot be changed.`, { target: field })
    }
  },
  complete({ id, body, existing, world }) {
    const {
      privateEndpointConnections: _connections,
      notebookInfo: _notebook,
      encryption: _encryption,
      ...properties
    } = read.object(body, 'properties')
    const location = read.text(body, 'location') ?? ''
    const guid = read.text(existing?.body, 'properties', 'workspaceId') ?? world.newGuid()
    const encryption = encryptionOf(body, existing?.body)
    const api = `${location}.${hosts.api[cloudOf(location)]}`
    return {
      body: {
        ...body,
        kind: read.text(body, 'kind') ?? 'Default',
        sku: withDefaults(read.object(body, 'sku'), { name: 'Basic', tier: 'Basic' }),
        identity:
          Object.keys(read.object(body, 'identity')).length > 0
            ? read.object(body, 'identity')
            : { type: 'SystemAssigned' },
        properties: {
          ...withDefaults(properties, {
            friendlyName: id.name,
            description: '',
            hbiWorkspace: false,
            allowPublicAccessWhenBehindVnet: false,
            publicNetworkAccess: 'Enabled',
            v1LegacyMode: false,
            enableDataIsolation: false,
            systemDatastoresAuthMode: 'accesskey',
          }),
          managedNetwork: completeManagedNetwork(properties, existing),
          ...(Object.keys(encryption).length === 0 ? {} : { encryption }),
          workspaceId: guid,
          tenantId,
          discoveryUrl: `https://${api}/discovery`,
          mlFlowTrackingUri: `azureml://${api}/mlflow/v1.0${id.id}`,
          storageHnsEnabled: false,
          serviceProvisionedResourceGroup: `${id.name}_${guid.replaceAll('-', '').slice(0, 16)}`,
        },
      },
      internal: { networkId: read.text(existing?.internal, 'networkId') ?? world.newGuid() },
    }
  },
  place(workspace, { body, world, isTagsOnly }) {
    // What a client echoes of the required rules is left alone: they are Azure's.
    const rules = isTagsOnly ? {} : read.object(body, 'properties', 'managedNetwork', 'outboundRules')
    for (const [name, rule] of Object.entries(rules)) {
      if (!read.isObject(rule) || rule.category === 'Required') continue
      checkOutboundRule(name, rule, workspace, world)
      putOutboundRule(name, rule, workspace, world)
    }
    return []
  },
  settled(workspace, world) {
    placeRequiredRules(workspace, world)
    if (workspace.internal.hasDatastores === true) return
    placeDefaultDatastores(workspace, world)
    world.put({ ...workspace, internal: { ...workspace.internal, hasDatastores: true } })
  },
  acted(workspace, world) {
    provision(workspace, world, false)
    return networkOf(world.get(workspace.key) ?? workspace)
  },
  show(workspace, body, world) {
    const connections = showConnections(workspace, world)
    return {
      ...body,
      properties: {
        ...read.object(body, 'properties'),
        managedNetwork: showManagedNetwork(workspace, world),
        privateEndpointConnections: connections,
        privateLinkCount: connections.length,
        notebookInfo: {
          resourceId: guidOf(workspace).replaceAll('-', ''),
          fqdn: notebookHost(workspace),
          isPrivateLinkEnabled: connections.length > 0,
          notebookPreparationError: null,
        },
      },
    }
  },
  removed(workspace, world, query) {
    if (query.get('forceToPurge') === 'true') return
    world.keepDeleted({
      id: workspace.id,
      key: workspace.key,
      type: workspace.type,
      name: workspace.name,
      subscription: workspace.subscription,
      location: read.text(workspace.body, 'location') ?? '',
      body: workspace.body,
      internal: workspace.internal,
      deletedAt: new Date(world.now()).toISOString(),
    })
  },
  deleteMissing(id, world, query) {
    if (query.get('forceToPurge') !== 'true' || world.deletedAt(id.key) === undefined) return false
    world.forgetDeleted(id.key)
    return true
  },
  patchable: {
    properties: [
      'description',
      'friendlyName',
      'imageBuildCompute',
      'serviceManagedResourcesSettings',
      'primaryUserAssignedIdentity',
      'serverlessComputeSettings',
      'publicNetworkAccess',
      'applicationInsights',
      'containerRegistry',
      'featureStoreSettings',
      'managedNetwork',
      'enableDataIsolation',
      'v1LegacyMode',
      'encryption',
      'ipAllowlist',
      'allowRoleAssignmentOnRG',
      'systemDatastoresAuthMode',
    ],
    top: ['sku', 'identity'],
  },
  privateLink: { groups: { amlworkspace: members } },
  actions: [
    ...workspaceActions,
    ...machineLearningUsages,
    {
      method: 'POST',
      path: /^(\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.machinelearningservices\/workspaces\/[^/]+)\/provisionmanagednetwork$/,
      run: ({ match, world }) => {
        const workspace = world.get(match[1] ?? '')
        if (workspace === undefined) throw notFound.resource(requireResourceId(match[1] ?? '', 'id'))
        requireReadyWorkspace(workspace)
        if (!hasManagedNetwork(workspace))
          throw badRequest(
            `The managed network of workspace '${workspace.name}' is disabled and cannot be provisioned.`,
          )
        return {
          status: 202,
          effect: 'updated',
          long: {
            // Asking again for what is there takes no time to speak of.
            seconds: isProvisioned(workspace) ? 5 : provisionSeconds(workspace, world),
            location: read.text(workspace.body, 'location') ?? '',
            style: machineLearningAnswers.workspace,
            on: { resource: workspace, locks: [workspace.key, networkLock(workspace.key)] },
          },
        }
      },
    },
  ],
}

/** The mode stays when a write does not speak of it; rules are resources of their own. */
function completeManagedNetwork(properties: JsonObject, existing: Resource | undefined): JsonObject {
  const {
    outboundRules: _rules,
    status: _status,
    networkId: _networkId,
    ...asked
  } = read.object(properties, 'managedNetwork')
  return withDefaults(asked, {
    isolationMode: 'Disabled',
    ...read.object(existing?.body, 'properties', 'managedNetwork'),
  })
}

function guidOf(workspace: Resource): string {
  return read.text(workspace.body, 'properties', 'workspaceId') ?? ''
}

/** The first label of a host may have 63 characters, so a long name is cut. */
function notebookLabel(workspace: Resource): string {
  const region = read.text(workspace.body, 'location') ?? ''
  const tail = `-${region}-${guidOf(workspace)}`
  return `ml-${workspace.name.toLowerCase().slice(0, 63 - 3 - tail.length)}${tail}`
}

function notebookHost(workspace: Resource): string {
  return `${notebookLabel(workspace)}.${read.text(workspace.body, 'location') ?? ''}.${hosts.notebooks[cloudOf(workspace)]}`
}

function members(workspace: Resource): PrivateLinkMember[] {
  const region = read.text(workspace.body, 'location') ?? ''
  const cloud = cloudOf(workspace)
  const guid = guidOf(workspace)
  const apiZone = `privatelink.${hosts.api[cloud]}`
  return [
    {
      name: 'default',
      fqdns: [
        `${guid}.workspace.${region}.${hosts.api[cloud]}`,
        `${guid}.workspace.${region}.cert.${hosts.api[cloud]}`,
      ],
      records: [
        { zone: apiZone, name: `${guid}.workspace.${region}` },
        { zone: apiZone, name: `${guid}.workspace.${region}.cert` },
      ],
    },
    {
      name: 'notebook',
      fqdns: [notebookHost(workspace)],
      records: [{ zone: `privatelink.${hosts.notebooks[cloud]}`, name: `${notebookLabel(workspace)}.${region}` }],
    },
    {
      name: 'inference',
      fqdns: [`*.${region}.${hosts.inference[cloud]}`],
      records: [{ zone: apiZone, name: `*.${guid}.inference.${region}` }],
    },
  ]
}
