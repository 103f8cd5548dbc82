import type { Declared, Json, WorkspaceRequest } from '@palisade/contract'
import { propertiesIn } from '../filled.ts'
import { type Built, type Guarantee, ofKind } from './built.ts'
import { at, keyAt, listAt, textAt } from './json.ts'

/**
 * What is closed is never opened, by no write in any order: each body for itself, the first and every change, is one
 * that leaves it closed. What is closed is told here from the request alone, once more and in other words than in
 * `choices.ts`, so that a mistake there is one that these tests see.
 */
export const closed: readonly Guarantee[] = [
  { name: 'a workspace that is closed to the internet is never opened', violations: workspace },
  { name: 'a storage account lets in nobody but those whom the request names', violations: storage },
  { name: 'a closed key vault is never opened', violations: vault },
  { name: 'a closed registry is never opened', violations: registry },
  { name: 'closed logs are never opened', violations: logs },
  { name: 'compute has a public address only where that was asked for, and ssh only with a key', violations: computes },
  { name: 'an online endpoint is public only where that was asked for', violations: endpoints },
  { name: 'a Kubernetes cluster has no public address, and none of its nodes has', violations: kubernetes },
  { name: 'a managed network lets out what was asked for and no more', violations: managed },
  { name: 'nobody signs in with a shared key, an admin user or a password', violations: secrets },
  { name: 'only a firewall, a NAT gateway and Bastion have public addresses', violations: publicAddresses },
  { name: 'from outside, only Bastion and the public addresses of compute are let in', violations: inbound },
  { name: 'nothing in a subnet of ours has a way out that is not declared', violations: wayOut },
]

type Request = WorkspaceRequest

/** Public by what the scenario is, or by word. */
function isWorkspacePublic({ scenario, access }: Request): boolean {
  return scenario === 'open' || scenario === 'hybrid' || access?.public === true
}

function isOpen({ scenario }: Request): boolean {
  return scenario === 'open'
}

/** The workspace has an address in a network: in the scenario hybrid only where it is asked for. */
function isWorkspaceInNetwork({ scenario, network, resources }: Request): boolean {
  if (scenario === 'open' || network === undefined) return false
  const asked = resources?.workspace?.privateEndpoint
  return scenario === 'hybrid' ? asked === true : asked !== false
}

const clientsOf = ({ access }: Request): readonly string[] => access?.clientIps ?? []

/**
 * Whether the workspace answers only the clients that are named. Not where its own compute comes to it over the internet,
 * from addresses that nobody knows.
 */
function isForClientsOnly(request: Request): boolean {
  return clientsOf(request).length > 0 && (request.scenario === 'managed' || isWorkspaceInNetwork(request))
}

function workspace(built: Built): string[] {
  const { request } = built
  return written(built, 'Microsoft.MachineLearningServices/workspaces').flatMap((one) => {
    const access = at(one.body, 'properties', 'publicNetworkAccess')
    const list = at(one.body, 'properties', 'ipAllowlist')
    const clients = JSON.stringify(clientsOf(request))
    if (list !== undefined && JSON.stringify(list) !== clients)
      return [`${one.key} lets others in: ${JSON.stringify(list)}`]
    if (access === undefined || access === 'Disabled') return []
    if (!isWorkspacePublic(request)) return [`${one.key} opens a closed workspace`]
    return isForClientsOnly(request) && list === undefined ? [`${one.key} opens it to more than the clients`] : []
  })
}

function storage(built: Built): string[] {
  const { request, byKey } = built
  if (isOpen(request)) return []
  const workspaceIds = ofKind(built, 'Microsoft.MachineLearningServices/workspaces').map(({ key }) => key)
  return written(built, 'Microsoft.Storage/storageAccounts').flatMap((one) => {
    const acls = at(one.body, 'properties', 'networkAcls')
    // Only the default account has a service endpoint: that for labelling is reached by a private one.
    const isDefault = byKey.get('resources/storage')?.id === one.id
    const hasServiceEndpoint = isDefault && request.resources?.storage?.serviceEndpoint === true
    const mayBeReached = hasServiceEndpoint || clientsOf(request).length > 0
    const subnets = listAt(acls, 'virtualNetworkRules').map((rule) => keyAt(rule, 'id'))
    const instances = listAt(acls, 'resourceAccessRules').map((rule) => keyAt(rule, 'resourceId') ?? '')
    return failing(one, {
      'the door is not closed': textAt(acls, 'defaultAction') !== 'Deny',
      'others of Azure may pass': textAt(acls, 'bypass') !== 'AzureServices',
      'it is reached from the internet':
        !mayBeReached && at(one.body, 'properties', 'publicNetworkAccess') === 'Enabled',
      'other clients may pass': listAt(acls, 'ipRules').some(
        (rule) => !clientsOf(request).includes(textAt(rule, 'value')),
      ),
      'a subnet may pass': !hasServiceEndpoint && subnets.length > 0,
      'another subnet may pass': subnets.some((key) => key === undefined || !isTraining(byKey.get(key), request)),
      'another resource may pass': instances.some((key) => !workspaceIds.includes(key)),
      'all of one sort may pass':
        request.resources?.storage?.admits === 'trustedServices' && isDefault && instances.length > 0,
    })
  })
}

function isTraining(subnet: Declared | undefined, { network }: Request): boolean {
  return (
    subnet?.name === 'snet-training' ||
    /\/training-subnet$/.test(subnet?.key ?? '') ||
    subnet?.name === network?.existing?.subnets?.training?.name
  )
}

function vault(built: Built): string[] {
  const { request } = built
  if (isOpen(request)) return []
  const hasServiceEndpoint = request.resources?.vault?.serviceEndpoint === true
  return written(built, 'Microsoft.KeyVault/vaults').flatMap((one) => {
    const acls = at(one.body, 'properties', 'networkAcls')
    const subnets = listAt(acls, 'virtualNetworkRules').map((rule) => keyAt(rule, 'id') ?? '')
    return failing(one, {
      'the door is not closed': textAt(acls, 'defaultAction') !== 'Deny',
      'clients may pass': listAt(acls, 'ipRules').length > 0,
      'a subnet may pass': !hasServiceEndpoint && subnets.length > 0,
      'another subnet may pass': subnets.some((key) => !isTraining(built.byKey.get(key), request)),
      'it is reached from the internet':
        !hasServiceEndpoint && textAt(one.body, 'properties', 'publicNetworkAccess') !== 'Disabled',
    })
  })
}

function registry(built: Built): string[] {
  if (isOpen(built.request)) return []
  return written(built, 'Microsoft.ContainerRegistry/registries').flatMap((one) =>
    failing(one, {
      'it is reached from the internet': textAt(one.body, 'properties', 'publicNetworkAccess') !== 'Disabled',
      'the door is not closed': textAt(one.body, 'properties', 'networkRuleSet', 'defaultAction') !== 'Deny',
      'it cannot be closed': textAt(one.body, 'sku', 'name') !== 'Premium',
    }),
  )
}

function logs(built: Built): string[] {
  const { request } = built
  if (isOpen(request) || request.sentinel?.access === 'public') return []
  return ['Microsoft.OperationalInsights/workspaces', 'Microsoft.Insights/components']
    .flatMap((kind) => written(built, kind))
    .flatMap((one) =>
      failing(one, {
        'it is written from the internet':
          textAt(one.body, 'properties', 'publicNetworkAccessForIngestion') !== 'Disabled',
        'it is read from the internet': textAt(one.body, 'properties', 'publicNetworkAccessForQuery') !== 'Disabled',
      }),
    )
}

function computes(built: Built): string[] {
  const { scenario, compute } = built.request
  const asked = [...(compute?.clusters ?? []), ...(compute?.instances ?? [])]
  return written(built, 'Microsoft.MachineLearningServices/workspaces/computes').flatMap((one) => {
    const properties = at(one.body, 'properties')
    if (textAt(properties, 'computeType') === 'Kubernetes')
      return at(properties, 'disableLocalAuth') === true ? [] : [one.key]
    const wanted = asked.find(({ name }) => name === one.name)
    const mayHaveAddress = wanted?.publicIp ?? (scenario === 'open' || scenario === 'hybrid')
    const hasKey = wanted?.sshPublicKey !== undefined
    const remote = textAt(properties, 'properties', 'remoteLoginPortPublicAccess')
    return failing(one, {
      'nobody asked for it': wanted === undefined,
      'it has a public address': !mayHaveAddress && at(properties, 'properties', 'enableNodePublicIp') !== false,
      'people sign in without a key': !hasKey && at(properties, 'disableLocalAuth') !== true,
      'its ssh port is open to all': remote === 'Enabled' && !(mayHaveAddress && hasKey),
      'its ssh is on': !hasKey && textAt(properties, 'properties', 'sshSettings', 'sshPublicAccess') === 'Enabled',
    })
  })
}

function endpoints(built: Built): string[] {
  const { request } = built
  const asked = request.inference?.endpoints ?? []
  const isInside = isWorkspaceInNetwork(request)
  const isClosed = (way: 'private' | 'public' | undefined) => way === 'private' || (way === undefined && isInside)
  const kind = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints'
  return [
    ...written(built, kind).filter(({ name, body }) => {
      const wanted = asked.find((one) => one.name === name)
      return isClosed(wanted?.inbound) && textAt(body, 'properties', 'publicNetworkAccess') !== 'Disabled'
    }),
    ...written(built, `${kind}/deployments`).filter(({ id, body }) => {
      const wanted = asked.find((one) => id.includes(`/onlineEndpoints/${one.name}/`))
      const egress = at(body, 'properties', 'egressPublicNetworkAccess')
      // A managed network decides it, and Azure refuses to be told.
      if (request.scenario === 'managed') return egress !== undefined
      return isClosed(wanted?.outbound) && egress !== 'Disabled'
    }),
  ].map(({ key }) => key)
}

function kubernetes(built: Built): string[] {
  return written(built, 'Microsoft.ContainerService/managedClusters').flatMap((one) => {
    const api = at(one.body, 'properties', 'apiServerAccessProfile')
    return failing(one, {
      'its API is public': at(api, 'enablePrivateCluster') !== true,
      'its API has a public name': at(api, 'enablePrivateClusterPublicFQDN') !== false,
      'people sign in without Entra ID': at(one.body, 'properties', 'aadProfile', 'enableAzureRBAC') !== true,
      'Azure ML cannot use it': at(one.body, 'properties', 'disableLocalAccounts') !== false,
      'a node has a public address': listAt(one.body, 'properties', 'agentPoolProfiles').some(
        (pool) => at(pool, 'enableNodePublicIP') !== false,
      ),
      'it has a way out of its own':
        textAt(one.body, 'properties', 'networkProfile', 'outboundType') === 'loadBalancer',
    })
  })
}

function managed(built: Built): string[] {
  const { scenario, isolation, outboundRules = [] } = built.request
  const expected =
    scenario !== 'managed'
      ? 'Disabled'
      : isolation === 'internet'
        ? 'AllowInternetOutbound'
        : 'AllowOnlyApprovedOutbound'
  const names = outboundRules.map(({ name }) => name)
  return [
    ...written(built, 'Microsoft.MachineLearningServices/workspaces')
      .filter(({ body }) => at(body, 'properties', 'managedNetwork') !== undefined)
      .filter(({ body }) => textAt(body, 'properties', 'managedNetwork', 'isolationMode') !== expected),
    ...ofKind(built, 'Microsoft.MachineLearningServices/workspaces/outboundRules').filter(
      ({ name }) => !names.includes(name),
    ),
  ].map(({ key }) => key)
}

const always: ReadonlyMap<string, Json> = new Map<string, Json>(
  Object.entries({
    allowSharedKeyAccess: false,
    allowBlobPublicAccess: false,
    allowCrossTenantReplication: false,
    adminUserEnabled: false,
    anonymousPullEnabled: false,
    enableRbacAuthorization: true,
    disablePasswordAuthentication: true,
    DisableLocalAuth: true,
    authMode: 'AADToken',
    publicAccess: 'None',
    credentialsType: 'None',
    systemDatastoresAuthMode: 'identity',
  }),
)

function secrets({ resources }: Built): string[] {
  // A check only repeats what is said of others.
  return resources.flatMap(({ key, kind, action, body }) =>
    propertiesIn(action === 'check' ? null : body).flatMap(([name, value]) => {
      // Of compute it depends on the request, and `computes` knows.
      if (name === 'disableLocalAuth' && !kind.endsWith('/computes') && value !== true) return [`${key}: ${name}`]
      if (/password$|secret|connectionString|accountKey|sasToken|privateKey/i.test(name)) return [`${key}: ${name}`]
      const expected = always.get(name)
      return expected === undefined || expected === value ? [] : [`${key}: ${name} is ${JSON.stringify(value)}`]
    }),
  )
}

const mayHavePublicAddress = [
  'Microsoft.Network/azureFirewalls',
  'Microsoft.Network/natGateways',
  'Microsoft.Network/bastionHosts',
]

function publicAddresses(built: Built): string[] {
  return ofKind(built, 'Microsoft.Network/publicIPAddresses').flatMap(({ key }) => {
    const users = built.resources.filter(({ body }) => JSON.stringify(body).includes(`"of":${JSON.stringify(key)}`))
    const others = users
      .filter(({ kind }) => !mayHavePublicAddress.includes(kind))
      .map((one) => `${one.key} has ${key}`)
    return users.length === 0 ? [`${key} is of no use`] : others
  })
}

/** Who may come in: from the network itself, from Azure's probes, and two exceptions that Azure cannot do without. */
function inbound(built: Built): string[] {
  const { scenario, compute } = built.request
  const hasPublicCompute = [...(compute?.clusters ?? []), ...(compute?.instances ?? [])].some(
    ({ publicIp }) => publicIp ?? scenario === 'hybrid',
  )
  return ofKind(built, 'Microsoft.Network/networkSecurityGroups').flatMap(({ key, body }) =>
    listAt(body, 'properties', 'securityRules')
      .filter((rule) => textAt(rule, 'properties', 'direction') === 'Inbound')
      .filter((rule) => textAt(rule, 'properties', 'access') === 'Allow')
      .filter((rule) => {
        const source = textAt(rule, 'properties', 'sourceAddressPrefix')
        if (source === 'VirtualNetwork' || source === 'AzureLoadBalancer' || /^\d+\.\d+\.\d+\.\d+\/\d+$/.test(source))
          return false
        if (key === 'network/bastion-rules') {
          const ports = JSON.stringify(at(rule, 'properties', 'destinationPortRanges'))
          return !['Internet', 'GatewayManager'].includes(source) || ports !== '["443"]'
        }
        return !(key === 'network/training-rules' && source === 'AzureMachineLearning' && hasPublicCompute)
      })
      .map((rule) => `${key} ${textAt(rule, 'name')}`),
  )
}

function wayOut(built: Built): string[] {
  return ofKind(built, 'Microsoft.Network/virtualNetworks/subnets')
    .filter(({ action, name }) => action === 'make' && !['AzureFirewallSubnet', 'AzureBastionSubnet'].includes(name))
    .filter(({ body }) => at(body, 'properties', 'defaultOutboundAccess') !== false)
    .map(({ key }) => key)
}

/** Everything that is sent to resources of a kind: what makes them and what changes them. */
function written(built: Built, kind: string): Declared[] {
  return ofKind(built, kind).filter(({ action }) => action === 'make' || action === 'amend' || action === 'adjust')
}

function failing({ key }: Declared, reasons: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(reasons).flatMap(([reason, isSo]) => (isSo ? [`${key}: ${reason}`] : []))
}
