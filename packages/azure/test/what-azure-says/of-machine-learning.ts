import { example, ids } from '../support/examples.ts'
import { ml, type Situation, struck } from './situation.ts'
import { changed, type Stage } from './stage.ts'

const associated = [ids.group, ids.storage, ids.vault, ids.registry, ids.logs, ids.insights]
const location = 'westeurope'
const softDeleted = 'Soft-deleted workspace exists. Please purge or recover it. https://aka.ms/wsoftdelete'

/** A workspace with its private endpoint in somebody else's subnet, as the owner of the network made that. */
async function inNetwork({ make, otherMakes }: Stage, subnet: Readonly<Record<string, unknown>>): Promise<void> {
  await make(...associated, ids.workspace, ids.nsg, ids.network)
  const free = { addressPrefix: '10.40.9.0/24', privateEndpointNetworkPolicies: 'Disabled' }
  await otherMakes(`${ids.network}/subnets/endpoints`, { properties: free })
  await otherMakes(ids.workspaceEndpoint, {
    location,
    properties: {
      ...Object(Object(example(ids.workspaceEndpoint).body).properties),
      subnet: { id: `${ids.network}/subnets/endpoints` },
    },
  })
  await otherMakes(ids.subnet, { properties: Object({ addressPrefix: '10.40.1.0/24', ...subnet }) })
}

/** What Azure ML and the machines that it starts say. */
export const ofMachineLearning: readonly Situation[] = [
  {
    azure: 'BadRequest',
    provider: ml,
    about: 'Soft-deleted workspace exists',
    when: 'a deleted workspace holds the name, and the request does not say what to do about it',
    set: async ({ make, take }) => {
      await make(...associated, ids.workspace)
      await take(ids.workspace)
      return example(ids.workspace)
    },
    next: 'fails',
    code: 'azure-name-soft-deleted',
  },
  {
    azure: 'BadRequest',
    provider: ml,
    about: 'Soft-deleted workspace exists',
    when: 'a deleted workspace holds the name, and the request says to purge it',
    set: async ({ make, take }) => {
      await make(...associated, ids.workspace)
      await take(ids.workspace)
      return { ...example(ids.workspace), onSoftDeleted: 'purge' }
    },
    next: 'done',
  },
  {
    azure: 'BadRequest',
    provider: ml,
    about: 'Soft-deleted workspace exists',
    when: 'Azure says so, and that there is none when it is to be purged (on demand)',
    set: async (stage) => {
      await stage.make(...associated)
      await stage.fault({
        match: { method: 'PUT', type: 'Microsoft.MachineLearningServices/workspaces', times: 0 },
        error: { status: 400, code: 'BadRequest', message: softDeleted },
      })
      await stage.fault({
        match: { method: 'DELETE', type: 'Microsoft.MachineLearningServices/workspaces' },
        error: { status: 404, code: 'ResourceNotFound', message: 'The workspace was not found.' },
      })
      return { ...example(ids.workspace), onSoftDeleted: 'purge' }
    },
    next: 'fails',
    code: 'azure-name-held',
  },
  {
    azure: 'BadRequest',
    provider: ml,
    about: 'vCPU quota',
    when: 'a cluster for which the subscription has too few cores',
    set: async ({ make, quota }) => {
      await make(...associated, ids.workspace, ids.lentIdentity)
      await quota({ counter: 'machineLearning', name: 'lowPriorityCores', limit: 2 })
      return example(ids.openCluster)
    },
    next: 'fails',
    code: 'azure-quota',
  },
  {
    azure: 'BadRequest',
    provider: ml,
    about: 'PrivateLinkServiceNetworkPolicies',
    when: 'nodes without public addresses in a subnet of somebody else that has network policies',
    set: async (stage) => {
      await inNetwork(stage, {})
      return example(ids.cluster)
    },
    next: 'fails',
    code: 'existing-unsuitable',
  },
  {
    azure: 'BadRequest',
    provider: ml,
    when: 'nodes in a subnet whose security group keeps them from what they need (F8)',
    set: async (stage) => {
      await inNetwork(stage, {
        networkSecurityGroup: { id: ids.nsg },
        privateEndpointNetworkPolicies: 'Disabled',
        privateLinkServiceNetworkPolicies: 'Disabled',
      })
      return example(ids.cluster)
    },
    next: 'fails',
    code: 'azure-network-closed',
    says: /missing the following rules/,
  },
  {
    azure: 'AllocationFailed',
    provider: ml,
    when: 'nodes behind a firewall that does not let them out (F10)',
    set: async (stage) => {
      await stage.make(ids.group, ids.routes)
      await inNetwork(stage, {
        routeTable: { id: ids.routes },
        privateEndpointNetworkPolicies: 'Disabled',
        privateLinkServiceNetworkPolicies: 'Disabled',
      })
      return example(ids.cluster)
    },
    next: 'fails',
    code: 'azure-network-closed',
    says: /could not be allocated/,
  },
  {
    azure: 'StorageMountError',
    provider: ml,
    when: 'an instance that does not reach its storage account (F9)',
    set: async (stage) => {
      await stage.make(...associated, ids.workspace)
      await stage.fault({
        match: { method: 'PUT', type: 'Microsoft.MachineLearningServices/workspaces/computes' },
        failOperation: {
          code: 'StorageMountError',
          message: 'The instance setup failed with error "Failed to mount storage. Details - Hint: ports 443, 445".',
        },
      })
      return example(ids.openInstance)
    },
    next: 'fails',
    code: 'azure-network-closed',
  },
  {
    azure: 'ClusterCoreQuotaReached',
    provider: ml,
    when: 'a cluster that reaches the quota while it grows (on demand)',
    set: async (stage) => {
      await stage.make(...associated, ids.workspace, ids.lentIdentity)
      await stage.fault({
        match: { method: 'PUT', type: 'Microsoft.MachineLearningServices/workspaces/computes' },
        failOperation: { code: 'ClusterCoreQuotaReached', message: 'The cluster has reached its quota of cores.' },
      })
      return example(ids.openCluster)
    },
    next: 'fails',
    code: 'azure-quota',
  },
  {
    azure: 'OutOfQuota',
    provider: ml,
    when: 'a deployment for which the subscription has too few cores',
    set: async ({ make, quota }) => {
      await make(...associated, ids.workspace, ids.onlineEndpoint)
      await quota({ counter: 'machineLearning', name: 'dedicatedCores', limit: 2 })
      return example(ids.deployment)
    },
    next: 'fails',
    code: 'azure-quota',
  },
  {
    azure: 'OperationNotAllowed',
    provider: 'Microsoft.Compute',
    when: 'a virtual machine for which the subscription has too few cores',
    set: async ({ make, quota }) => {
      await make(ids.group, ids.nsg, ids.network, ids.natAddress, ids.nat, ids.hostsSubnet, ids.key, ids.card)
      await quota({ counter: 'compute', name: 'cores', limit: 1 })
      return example(ids.machine)
    },
    next: 'fails',
    code: 'azure-quota',
  },
  {
    azure: 'SkuNotAvailable',
    provider: 'ARM',
    when: 'a size that the region does not offer to the subscription',
    set: async ({ make, quota }) => {
      await make(ids.group, ids.nsg, ids.network, ids.natAddress, ids.nat, ids.hostsSubnet, ids.key, ids.card)
      await quota({ counter: 'sizes', name: 'Standard_D2s_v5', limit: 0 })
      return example(ids.machine)
    },
    next: 'fails',
    code: 'azure-capacity',
  },
  {
    azure: 'UserError',
    provider: ml,
    when: 'a call from outside of the private endpoint (F13, on demand)',
    set: async (stage) => {
      await stage.make(...associated, ids.workspace)
      return struck(stage, example(ids.datastore), {
        status: 403,
        code: 'UserError',
        message: 'Access to workspace was denied based on workspace private link configuration.',
      })
    },
    next: 'fails',
    code: 'azure-private-link',
  },
  {
    azure: 'ValidationError',
    provider: ml,
    when: 'a storage account with a hierarchical namespace (F26, on demand)',
    set: async (stage) => {
      await stage.make(...associated)
      return struck(stage, example(ids.workspace), {
        status: 400,
        code: 'ValidationError',
        message: 'Cannot use storage with HNS enabled.',
      })
    },
    next: 'fails',
    code: 'existing-unsuitable',
  },
  {
    azure: 'InternalServerError',
    provider: ml,
    when: 'the managed network, or one of its rules, fails for no reason that anybody knows (F31, on demand)',
    set: async (stage) => {
      await stage.make(...associated, ids.lentIdentity, ids.managedWorkspace)
      await stage.fault({
        match: { method: 'PUT', type: 'Microsoft.MachineLearningServices/workspaces/outboundRules' },
        failOperation: { code: 'InternalServerError', message: 'An internal server error occurred.' },
      })
      return example(ids.hostRule)
    },
    next: 'tried again',
    code: 'azure-busy',
  },
  {
    azure: 'BadArgument',
    provider: ml,
    when: 'a deployment that cannot fetch its image (F42, on demand)',
    set: async (stage) => {
      await stage.make(...associated, ids.workspace, ids.onlineEndpoint)
      await stage.fault({
        match: { method: 'PUT', type: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments' },
        failOperation: { code: 'BadArgument', message: 'Unable to download user container image.' },
      })
      return changed(ids.deployment, {})
    },
    next: 'fails',
    code: 'azure-network-closed',
  },
]
