import type { JsonObject } from '../../src/json/json.ts'
import { type Arm, type ArmAnswer, bodies, group, location, makeWorkspace, ml, net } from '../arm.ts'
import { subscription } from '../clients.ts'

/** An error that Azure has, and what makes the simulator say it. */
export interface Provocation {
  readonly code: string
  readonly provider: string
  /** A part of the text, where one provider says several things with one code. */
  readonly about?: string
  readonly provoke: (arm: Arm) => Promise<ArmAnswer>
}

const vnet = `${net}/virtualNetworks/vnet`
const storage = `${group}/providers/Microsoft.Storage/storageAccounts/onestore`
const vault = `${group}/providers/Microsoft.KeyVault/vaults/one-vault`
const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/one`
const otherGroup = `${group}-other`
const otherSubscription = '00000000-1111-2222-3333-999999999999'
const prefix = (addressPrefix: string, more: JsonObject = {}): JsonObject => ({
  properties: { addressPrefix, ...more },
})
const card = (subnet: string, privateIPAddress?: string): JsonObject => ({
  location,
  properties: {
    ipConfigurations: [
      {
        name: 'a',
        properties: {
          subnet: { id: subnet },
          ...(privateIPAddress === undefined ? {} : { privateIPAllocationMethod: 'Static', privateIPAddress }),
        },
      },
    ],
  },
})
const policiesOff = { privateEndpointNetworkPolicies: 'Disabled', privateLinkServiceNetworkPolicies: 'Disabled' }
const link = (network: string): JsonObject => ({
  location: 'global',
  properties: { virtualNetwork: { id: network }, registrationEnabled: false },
})
const assignment = (principalId: string): JsonObject => ({
  properties: {
    principalId,
    roleDefinitionId: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`,
  },
})
const roles = `${group}/providers/Microsoft.Authorization/roleAssignments`
const guid = (last: number): string => `11111111-2222-3333-4444-55555555555${last}`

/** What only happens to Azure now and then is done on demand. */
async function strike(arm: Arm, status: number, code: string, message: string): Promise<ArmAnswer> {
  await arm.send('POST', '/_simulator/faults', { match: { method: 'PUT' }, error: { status, code, message } })
  return arm.put(vnet, bodies.network())
}

/** The last answer of the status address of a write. */
async function endOf(arm: Arm, answer: ArmAnswer): Promise<ArmAnswer> {
  for (;;) {
    const poll = await arm.send('GET', String(answer.headers['azure-asyncoperation']))
    if (poll.body.status !== 'InProgress') return poll
  }
}

const ipRules = (priority: number, ipGroup: string): JsonObject => ({
  properties: {
    priority,
    ruleCollections: [
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
        name: 'a',
        priority: 200,
        action: { type: 'Allow' },
        rules: [
          {
            ruleType: 'NetworkRule',
            name: 'a',
            ipProtocols: ['TCP'],
            sourceIpGroups: [ipGroup],
            destinationAddresses: ['*'],
            destinationPorts: ['443'],
          },
        ],
      },
    ],
  },
})
const policy = `${net}/firewallPolicies/policy`
const ranges = `${net}/ipGroups/ranges`

async function makeFirewall(arm: Arm): Promise<void> {
  await arm.make(ranges, { location, properties: { ipAddresses: ['10.0.0.0/24'] } })
  await arm.make(policy, { location, properties: {} })
  await arm.make(`${policy}/ruleCollectionGroups/one`, ipRules(200, ranges))
  await arm.make(vnet, bodies.network({ AzureFirewallSubnet: '10.0.0.0/26' }))
  await arm.make(`${net}/publicIPAddresses/pip`, { location, sku: { name: 'Standard' }, properties: {} })
  await arm.make(`${net}/azureFirewalls/fw`, {
    location,
    properties: {
      firewallPolicy: { id: policy },
      ipConfigurations: [
        {
          name: 'a',
          properties: {
            subnet: { id: `${vnet}/subnets/AzureFirewallSubnet` },
            publicIPAddress: { id: `${net}/publicIPAddresses/pip` },
          },
        },
      ],
    },
  })
}

const setQuota = (arm: Arm, quota: JsonObject): Promise<ArmAnswer> => arm.send('PUT', '/_simulator/quotas', quota)

async function makeMachine(arm: Arm): Promise<ArmAnswer> {
  await arm.make(vnet, bodies.network({ a: '10.0.1.0/24' }))
  await arm.make(`${net}/networkInterfaces/a`, card(`${vnet}/subnets/a`))
  return arm.put(`${group}/providers/Microsoft.Compute/virtualMachines/vm`, {
    location,
    properties: {
      hardwareProfile: { vmSize: 'Standard_DS3_v2' },
      storageProfile: {
        imageReference: { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' },
        osDisk: { createOption: 'FromImage' },
      },
      osProfile: { computerName: 'vm', adminUsername: 'somebody', adminPassword: 'Not-a-secret-1' },
      networkProfile: { networkInterfaces: [{ id: `${net}/networkInterfaces/a` }] },
    },
  })
}

const network = 'Microsoft.Network'
const ml_ = 'Microsoft.MachineLearningServices'

export const provocations: readonly Provocation[] = [
  {
    code: 'AnotherOperationInProgress',
    provider: network,
    provoke: async (arm) => {
      await arm.make(vnet, bodies.network())
      await arm.put(`${vnet}/subnets/a`, prefix('10.0.1.0/24'))
      return arm.put(`${vnet}/subnets/b`, prefix('10.0.2.0/24'))
    },
  },
  {
    code: 'RetryableError',
    provider: network,
    provoke: async (arm) => {
      await arm.make(storage, bodies.storage)
      await arm.make(vnet, bodies.network())
      await arm.put(`${vnet}/subnets/a`, prefix('10.0.1.0/24'))
      return arm.put(`${net}/privateEndpoints/pe`, bodies.endpoint(`${vnet}/subnets/a`, storage, 'blob'))
    },
  },
  {
    code: 'RetryableErrorDueToAnotherOperation',
    provider: network,
    provoke: (arm) => strike(arm, 429, 'RetryableErrorDueToAnotherOperation', 'Another operation holds the target.'),
  },
  {
    code: 'SubnetIsFull',
    provider: network,
    provoke: async (arm) => {
      await arm.make(vnet, bodies.network({ a: '10.0.1.0/29' }))
      for (const name of ['a', 'b', 'c']) await arm.make(`${net}/networkInterfaces/${name}`, card(`${vnet}/subnets/a`))
      return arm.put(`${net}/networkInterfaces/d`, card(`${vnet}/subnets/a`))
    },
  },
  {
    code: 'InUseSubnetCannotBeDeleted',
    provider: network,
    provoke: async (arm) => {
      await arm.make(vnet, bodies.network({ a: '10.0.1.0/24' }))
      await arm.make(`${net}/networkInterfaces/a`, card(`${vnet}/subnets/a`))
      return arm.delete(`${vnet}/subnets/a`)
    },
  },
  {
    code: 'PrivateEndpointCannotBeCreatedInSubnetThatHasNetworkPoliciesEnabled',
    provider: network,
    provoke: async (arm) => {
      await arm.make(storage, bodies.storage)
      await arm.make(vnet, bodies.network())
      await arm.make(`${vnet}/subnets/a`, prefix('10.0.1.0/24', { privateEndpointNetworkPolicies: 'Enabled' }))
      return arm.put(`${net}/privateEndpoints/pe`, bodies.endpoint(`${vnet}/subnets/a`, storage, 'blob'))
    },
  },
  {
    code: 'NetcfgSubnetRangesOverlap',
    provider: network,
    provoke: (arm) => arm.put(vnet, bodies.network({ a: '10.0.1.0/24', b: '10.0.1.128/25' })),
  },
  {
    code: 'NetcfgInvalidSubnet',
    provider: network,
    provoke: (arm) => arm.put(vnet, bodies.network({ a: '10.9.1.0/24' })),
  },
  ...(
    [
      ['PrivateIPAddressNotInSubnet', '10.0.9.9'],
      ['PrivateIPAddressInReservedRange', '10.0.1.1'],
      ['PrivateIPAddressIsAllocated', '10.0.1.4'],
    ] as const
  ).map(
    ([code, address]): Provocation => ({
      code,
      provider: network,
      provoke: async (arm) => {
        await arm.make(vnet, bodies.network({ a: '10.0.1.0/24' }))
        await arm.make(`${net}/networkInterfaces/first`, card(`${vnet}/subnets/a`))
        return arm.put(`${net}/networkInterfaces/second`, card(`${vnet}/subnets/a`, address))
      },
    }),
  ),
  {
    code: 'FirewallPolicyUpdateFailed',
    provider: network,
    provoke: async (arm) => {
      await makeFirewall(arm)
      await arm.put(`${policy}/ruleCollectionGroups/one`, ipRules(300, ranges))
      return endOf(arm, await arm.put(policy, { location, properties: { threatIntelMode: 'Deny' } }))
    },
  },
  {
    code: 'IpGroupsUpdateFailed',
    provider: network,
    provoke: async (arm) => {
      await makeFirewall(arm)
      await arm.put(`${policy}/ruleCollectionGroups/one`, ipRules(300, ranges))
      return endOf(arm, await arm.put(ranges, { location, properties: { ipAddresses: ['10.0.9.0/24'] } }))
    },
  },
  {
    code: 'BadRequest',
    provider: `${network}/privateDnsZones`,
    provoke: async (arm) => {
      await arm.put(otherGroup, { location })
      await arm.make(vnet, bodies.network())
      const [here, there] = [group, otherGroup].map(
        (place) => `${place}/providers/Microsoft.Network/privateDnsZones/privatelink.example`,
      )
      await Promise.all([here, there].map((zone) => arm.make(zone ?? '', { location: 'global' })))
      await arm.make(`${here}/virtualNetworkLinks/a`, link(vnet))
      return arm.put(`${there}/virtualNetworkLinks/a`, link(vnet))
    },
  },
  {
    code: 'Conflict',
    provider: `${network}/privateDnsZones`,
    provoke: async (arm) => {
      const zone = `${net}/privateDnsZones/privatelink.example`
      await arm.make(vnet, bodies.network())
      await arm.make(zone, { location: 'global' })
      await arm.make(`${zone}/virtualNetworkLinks/a`, link(vnet))
      await arm.take(vnet)
      await arm.make(vnet, bodies.network())
      return arm.put(`${zone}/virtualNetworkLinks/b`, link(vnet))
    },
  },
  {
    code: 'StorageAccountAlreadyTaken',
    provider: 'Microsoft.Storage',
    provoke: async (arm) => {
      const elsewhere = group.replace(subscription, otherSubscription)
      await arm.put(elsewhere, { location })
      await arm.make(storage, bodies.storage)
      return arm.put(storage.replace(subscription, otherSubscription), bodies.storage)
    },
  },
  {
    code: 'StorageAccountAlreadyExists',
    provider: 'Microsoft.Storage',
    provoke: async (arm) => {
      await arm.make(storage, bodies.storage)
      return arm.put(storage, { ...bodies.storage, properties: { isHnsEnabled: true } })
    },
  },
  {
    code: 'StorageAccountInAnotherResourceGroup',
    provider: 'Microsoft.Storage',
    provoke: async (arm) => {
      await arm.put(otherGroup, { location })
      await arm.make(storage, bodies.storage)
      return arm.put(storage.replace(group, otherGroup), bodies.storage)
    },
  },
  {
    code: 'AccountNameInvalid',
    provider: 'Microsoft.Storage',
    provoke: (arm) => arm.put(storage.replace('onestore', 'One-Store'), bodies.storage),
  },
  {
    code: 'VaultAlreadyExists',
    provider: 'Microsoft.KeyVault',
    provoke: async (arm) => {
      await arm.put(otherGroup, { location })
      await arm.make(vault, bodies.vault)
      return arm.put(vault.replace(group, otherGroup), bodies.vault)
    },
  },
  {
    code: 'ConflictError',
    provider: 'Microsoft.KeyVault',
    provoke: async (arm) => {
      await arm.make(vault, bodies.vault)
      await arm.take(vault)
      return arm.put(vault, bodies.vault)
    },
  },
  {
    code: 'SoftDeletedVaultDoesNotExist',
    provider: 'Microsoft.KeyVault',
    provoke: (arm) =>
      arm.put(vault, { ...bodies.vault, properties: { ...bodies.vault.properties, createMode: 'recover' } }),
  },
  {
    code: 'VaultNameNotValid',
    provider: 'Microsoft.KeyVault',
    provoke: (arm) => arm.put(vault.replace('one-vault', 'one--vault'), bodies.vault),
  },
  {
    code: 'BadRequest',
    provider: ml_,
    about: 'Soft-deleted workspace exists',
    provoke: async (arm) => {
      await makeWorkspace(arm)
      const { body } = await arm.get(`${ml}/mlws`)
      await arm.take(`${ml}/mlws`)
      return arm.put(`${ml}/mlws`, body)
    },
  },
  {
    code: 'BadRequest',
    provider: ml_,
    about: 'PrivateLinkServiceNetworkPolicies',
    provoke: async (arm) => {
      await makeWorkspace(arm)
      await arm.make(vnet, bodies.network({ a: '10.0.1.0/24' }))
      await arm.make(`${vnet}/subnets/b`, prefix('10.0.2.0/24', policiesOff))
      await arm.make(`${net}/privateEndpoints/pe`, bodies.endpoint(`${vnet}/subnets/b`, `${ml}/mlws`, 'amlworkspace'))
      return arm.put(`${ml}/mlws/computes/cpu`, {
        location,
        properties: {
          computeType: 'AmlCompute',
          properties: { vmSize: 'a', enableNodePublicIp: false, subnet: { id: `${vnet}/subnets/a` } },
        },
      })
    },
  },
  {
    code: 'ResourceGroupNotFound',
    provider: 'ARM',
    provoke: (arm) => arm.put(vnet.replace(group, `${group}-none`), bodies.network()),
  },
  { code: 'ResourceNotFound', provider: 'ARM', provoke: (arm) => arm.get(vnet) },
  {
    code: 'ParentResourceNotFound',
    provider: 'ARM',
    provoke: (arm) => arm.put(`${vnet}/subnets/a`, prefix('10.0.1.0/24')),
  },
  {
    code: 'ResourceGroupBeingDeleted',
    provider: 'ARM',
    provoke: async (arm) => {
      await arm.delete(group)
      return arm.put(vnet, bodies.network())
    },
  },
  {
    code: 'InvalidResourceReference',
    provider: network,
    provoke: (arm) => arm.put(`${net}/networkInterfaces/a`, card(`${vnet}/subnets/a`)),
  },
  { code: 'InvalidRequestContent', provider: 'ARM', provoke: (arm) => arm.put(vnet, '{') },
  {
    code: 'PrincipalNotFound',
    provider: 'Microsoft.Authorization',
    provoke: async (arm) => {
      const { body } = await arm.put(identity, { location })
      await arm.delete(identity)
      return arm.put(`${roles}/${guid(1)}`, assignment(String((body.properties as JsonObject).principalId)))
    },
  },
  {
    code: 'RoleAssignmentExists',
    provider: 'Microsoft.Authorization',
    provoke: async (arm) => {
      await arm.put(`${roles}/${guid(1)}`, assignment(guid(9)))
      return arm.put(`${roles}/${guid(2)}`, assignment(guid(9)))
    },
  },
  { code: 'MissingApiVersionParameter', provider: 'ARM', provoke: (arm) => arm.send('GET', group) },
  {
    code: 'InvalidApiVersionParameter',
    provider: 'ARM',
    provoke: (arm) => arm.send('GET', `${group}?api-version=newest`),
  },
  {
    code: 'PreconditionFailed',
    provider: 'any',
    provoke: async (arm) => {
      await arm.make(vnet, bodies.network())
      return arm.put(vnet, bodies.network(), { 'if-match': 'W/"old"' })
    },
  },
  {
    code: 'InternalServerError',
    provider: 'any',
    provoke: (arm) => strike(arm, 500, 'InternalServerError', 'The server encountered an internal error.'),
  },
  {
    code: 'GatewayTimeout',
    provider: 'ARM',
    provoke: (arm) => strike(arm, 504, 'GatewayTimeout', 'The gateway did not receive a response in time.'),
  },
  {
    code: 'TooManyRequests / SubscriptionRequestsThrottled',
    provider: 'ARM',
    provoke: async (arm) => {
      const answers = await Promise.all(
        Array.from({ length: 230 }, (_, index) => arm.put(`${group}-${index}`, { location })),
      )
      return answers.find(({ status }) => status === 429) ?? answers[0] ?? arm.get(group)
    },
  },
  {
    code: 'BadRequest',
    provider: ml_,
    about: 'vCPU quota',
    provoke: async (arm) => {
      await makeWorkspace(arm)
      await setQuota(arm, { counter: 'machineLearning', name: 'dedicatedCores', limit: 2 })
      return arm.put(`${ml}/mlws/computes/cpu`, {
        location,
        properties: { computeType: 'AmlCompute', properties: { vmSize: 'Standard_DS3_v2' } },
      })
    },
  },
  {
    code: 'OutOfQuota',
    provider: ml_,
    provoke: async (arm) => {
      await makeWorkspace(arm)
      const endpoint = `${ml}/mlws/onlineEndpoints/scoring`
      await arm.make(endpoint, { location, identity: { type: 'SystemAssigned' }, properties: { authMode: 'Key' } })
      await setQuota(arm, { counter: 'machineLearning', name: 'dedicatedCores', limit: 2 })
      const answer = await arm.put(`${endpoint}/deployments/blue`, {
        location,
        properties: { endpointComputeType: 'Managed', instanceType: 'Standard_DS3_v2', model: 'azureml:a:1' },
      })
      await endOf(arm, answer)
      // The status address always says 200; the result address has the status of the error.
      return arm.send(
        'GET',
        String(answer.headers['azure-asyncoperation']).replace('mfeOperationsStatus', 'mfeOperationResults'),
      )
    },
  },
  {
    code: 'OperationNotAllowed',
    provider: 'Microsoft.Compute',
    provoke: async (arm) => {
      await setQuota(arm, { counter: 'compute', name: 'cores', limit: 2 })
      return makeMachine(arm)
    },
  },
  {
    code: 'SkuNotAvailable',
    provider: 'ARM',
    provoke: async (arm) => {
      await setQuota(arm, { counter: 'sizes', name: 'Standard_DS3_v2', limit: 0 })
      return makeMachine(arm)
    },
  },
  {
    code: 'Conflict',
    provider: 'Microsoft.OperationalInsights',
    provoke: async (arm) => {
      const logs = `${group}/providers/Microsoft.OperationalInsights/workspaces/one-log`
      await arm.make(logs, { location, properties: {} })
      await arm.take(logs)
      return arm.put(logs, { location: 'northeurope', properties: {} })
    },
  },
  { code: 'MissingSubscriptionRegistration', provider: 'ARM', provoke: (arm) => arm.put(vnet, bodies.network()) },
  { code: 'AuthorizationFailed', provider: 'ARM', provoke: (arm) => arm.put(vnet, bodies.network()) },
  {
    code: 'LinkedAuthorizationFailed',
    provider: 'ARM',
    provoke: async (arm) => {
      await arm.make(vnet, bodies.network({ a: '10.0.1.0/24' }))
      return arm.put(`${net}/networkInterfaces/a`, card(`${vnet}/subnets/a`))
    },
  },
  {
    code: 'ScopeLocked',
    provider: 'ARM',
    provoke: async (arm) => {
      await arm.make(vnet, bodies.network())
      await arm.put(`${group}/providers/Microsoft.Authorization/locks/keep`, { properties: { level: 'CanNotDelete' } })
      return arm.delete(vnet)
    },
  },
  {
    code: 'RequestDisallowedByPolicy',
    provider: 'ARM',
    provoke: async (arm) => {
      const definition = `/subscriptions/${subscription}/providers/Microsoft.Authorization/policyDefinitions/deny`
      // `then` is a word of the policy language; written out, it would make a promise of the object.
      const policyRule = Object.fromEntries([
        ['if', { field: 'type', equals: 'Microsoft.Network/virtualNetworks' }],
        ['then', { effect: 'deny' }],
      ])
      await arm.put(definition, { properties: { policyRule } })
      await arm.put(`${group}/providers/Microsoft.Authorization/policyAssignments/here`, {
        properties: { policyDefinitionId: definition },
      })
      return arm.put(vnet, bodies.network())
    },
  },
]
