import { ArmError } from '../arm/arm-error.ts'
import type { ArmType, Reference } from '../arm/arm-type.ts'
import { cloudOf } from '../arm/cloud-of.ts'
import { tenantId } from '../identity/tenant-id.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import type { PrivateLinkMember } from '../private-link/private-link.ts'
import { showConnections } from '../private-link/show-connections.ts'
import type { Resource } from '../state/resource.ts'

const apis = { public: 'api.azureml.ms', government: 'api.ml.azure.us', china: 'api.ml.azure.cn' }
const notebooks = {
  public: 'notebooks.azure.net',
  government: 'notebooks.usgovcloudapi.net',
  china: 'notebooks.chinacloudapi.cn',
}
const inference = {
  public: 'inference.ml.azure.com',
  government: 'inference.ml.azure.us',
  china: 'inference.ml.azure.cn',
}
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
    return dependencies.flatMap((field) => {
      const id = read.text(body, 'properties', field)
      return id === undefined || id === '' ? [] : [{ id, field }]
    })
  },
  validate({ id, body, existing, world }) {
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
      ...properties
    } = read.object(body, 'properties')
    const location = read.text(body, 'location') ?? ''
    const guid = read.text(existing?.body, 'properties', 'workspaceId') ?? world.newGuid()
    const api = `${location}.${apis[cloudOf(location)]}`
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
            managedNetwork: { isolationMode: 'Disabled' },
            enableDataIsolation: false,
            systemDatastoresAuthMode: 'accesskey',
          }),
          workspaceId: guid,
          tenantId,
          discoveryUrl: `https://${api}/discovery`,
          mlFlowTrackingUri: `azureml://${api}/mlflow/v1.0${id.id}`,
          storageHnsEnabled: false,
          serviceProvisionedResourceGroup: `${id.name}_${guid.replaceAll('-', '').slice(0, 16)}`,
        },
      },
    }
  },
  show(workspace, body, world) {
    const connections = showConnections(workspace, world)
    return {
      ...body,
      properties: {
        ...read.object(body, 'properties'),
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
  return `${notebookLabel(workspace)}.${read.text(workspace.body, 'location') ?? ''}.${notebooks[cloudOf(workspace)]}`
}

function members(workspace: Resource): PrivateLinkMember[] {
  const region = read.text(workspace.body, 'location') ?? ''
  const cloud = cloudOf(workspace)
  const guid = guidOf(workspace)
  const apiZone = `privatelink.${apis[cloud]}`
  return [
    {
      name: 'default',
      fqdns: [`${guid}.workspace.${region}.${apis[cloud]}`, `${guid}.workspace.${region}.cert.${apis[cloud]}`],
      records: [
        { zone: apiZone, name: `${guid}.workspace.${region}` },
        { zone: apiZone, name: `${guid}.workspace.${region}.cert` },
      ],
    },
    {
      name: 'notebook',
      fqdns: [notebookHost(workspace)],
      records: [{ zone: `privatelink.${notebooks[cloud]}`, name: `${notebookLabel(workspace)}.${region}` }],
    },
    {
      name: 'inference',
      fqdns: [`*.${region}.${inference[cloud]}`],
      records: [{ zone: apiZone, name: `*.${guid}.inference.${region}` }],
    },
  ]
}
