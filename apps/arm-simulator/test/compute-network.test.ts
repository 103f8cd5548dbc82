import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import type { JsonObject } from '../src/json/json.ts'
import { read } from '../src/json/read.ts'
import { type Arm, armOf, bodies, group, location, makeWorkspace, ml, net } from './arm.ts'
import { Clock } from './clock.ts'

const clock = new Clock()
let simulator: Simulator
let arm: Arm

beforeAll(async () => {
  simulator = await startSimulator({ now: clock.now, timeScale: 5000 })
  arm = armOf(simulator, undefined, clock)
})
afterAll(() => simulator.close())

const vnet = `${net}/virtualNetworks/vnet`
const training = `${vnet}/subnets/training`
const storage = `${group}/providers/Microsoft.Storage/storageAccounts/mlstore`
const workspace = `${ml}/mlws`
const firewall = `${net}/azureFirewalls/fw`
const policy = `${net}/firewallPolicies/policy`
const blobZone = `${net}/privateDnsZones/privatelink.blob.core.windows.net`
const fileZone = `${net}/privateDnsZones/privatelink.file.core.windows.net`

/** What nodes need of Microsoft's services, as the pages list it. */
const tags = [
  'AzureActiveDirectory',
  'AzureMachineLearning',
  `BatchNodeManagement.${location}`,
  'AzureResourceManager',
  `Storage.${location}`,
  'MicrosoftContainerRegistry',
  'AzureFrontDoor.FirstParty',
]

const policiesOff = { privateEndpointNetworkPolicies: 'Disabled', privateLinkServiceNetworkPolicies: 'Disabled' }
const setSubnet = (more: JsonObject = {}): Promise<unknown> =>
  arm.make(training, { properties: { addressPrefix: '10.0.2.0/24', ...policiesOff, ...more } })

/** A network whose compute subnet is open, and a workspace with an endpoint in it. */
beforeEach(async () => {
  await arm.send('POST', '/_simulator/reset')
  await arm.put(group, { location })
  await makeWorkspace(arm)
  await arm.make(vnet, bodies.network({ endpoints: '10.0.1.0/24', AzureFirewallSubnet: '10.0.0.0/26' }))
  await setSubnet()
  await arm.make(
    `${net}/privateEndpoints/pe-ws`,
    bodies.endpoint(`${vnet}/subnets/endpoints`, workspace, 'amlworkspace'),
  )
})

const cluster = (more: JsonObject = {}): JsonObject => ({
  location,
  properties: {
    computeType: 'AmlCompute',
    properties: {
      vmSize: 'Standard_DS3_v2',
      enableNodePublicIp: false,
      subnet: { id: training },
      scaleSettings: { minNodeCount: 1, maxNodeCount: 2 },
      ...more,
    },
  },
})
const instance = (more: JsonObject = {}): JsonObject => ({
  location,
  properties: {
    computeType: 'ComputeInstance',
    properties: { vmSize: 'Standard_DS3_v2', enableNodePublicIp: false, subnet: { id: training }, ...more },
  },
})

/** Makes a compute, and says how that ended. */
async function start(body: JsonObject): Promise<string> {
  const path = `${workspace}/computes/one-box`
  const answer = await arm.put(path, body)
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body))
  for (;;) {
    const { body: told } = await arm.send('GET', String(answer.headers['azure-asyncoperation']))
    if (told.status === 'InProgress') continue
    return told.status === 'Succeeded'
      ? 'Succeeded'
      : `${read.text(told, 'error', 'code')}: ${read.text(told, 'error', 'message')}`
  }
}

const rule = (
  name: string,
  priority: number,
  to: string,
  ports: string,
  { access = 'Allow', protocol = '*' }: { access?: string; protocol?: string } = {},
): JsonObject => ({
  name,
  properties: {
    direction: 'Outbound',
    access,
    protocol,
    priority,
    sourcePortRange: '*',
    sourceAddressPrefix: 'VirtualNetwork',
    destinationAddressPrefix: to,
    destinationPortRange: ports,
  },
})
const group4096 = rule('DenyAll', 4096, '*', '*', { access: 'Deny' })

async function setGroup(securityRules: JsonObject[]): Promise<void> {
  await arm.make(`${net}/networkSecurityGroups/nsg`, { location, properties: { securityRules } })
  await setSubnet({ networkSecurityGroup: { id: `${net}/networkSecurityGroups/nsg` } })
}

async function route(routes: Record<string, JsonObject>): Promise<void> {
  await arm.make(`${net}/routeTables/rt`, {
    location,
    properties: { routes: Object.entries(routes).map(([name, properties]) => ({ name, properties })) },
  })
  await setSubnet({ routeTable: { id: `${net}/routeTables/rt` }, defaultOutboundAccess: false })
}

const networkRules = (destinations: string[], more: JsonObject = {}): JsonObject => ({
  ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
  name: 'services',
  priority: 200,
  action: { type: 'Allow' },
  rules: [
    {
      ruleType: 'NetworkRule',
      name: 'tags',
      ipProtocols: ['TCP'],
      sourceAddresses: ['10.0.2.0/24'],
      destinationAddresses: destinations,
      destinationPorts: ['443'],
    },
  ],
  ...more,
})
const hostRules = (targetFqdns: string[]): JsonObject => ({
  ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
  name: 'hosts',
  priority: 300,
  action: { type: 'Allow' },
  rules: [
    {
      ruleType: 'ApplicationRule',
      name: 'hosts',
      protocols: [{ protocolType: 'Https', port: 443 }],
      sourceAddresses: ['*'],
      targetFqdns,
    },
  ],
})

/** A firewall in the network that everything goes to, with these groups of rules by priority. */
async function makeFirewall(
  groups: Record<number, JsonObject[]>,
  dnsSettings: JsonObject = {},
  place = vnet,
): Promise<void> {
  await arm.make(policy, { location, properties: { dnsSettings } })
  for (const [priority, ruleCollections] of Object.entries(groups))
    await arm.make(`${policy}/ruleCollectionGroups/g${priority}`, {
      properties: { priority: Number(priority), ruleCollections },
    })
  await arm.make(`${net}/publicIPAddresses/pip`, {
    location,
    sku: { name: 'Standard' },
    properties: { publicIPAllocationMethod: 'Static' },
  })
  await arm.make(firewall, {
    location,
    properties: {
      firewallPolicy: { id: policy },
      ipConfigurations: [
        {
          name: 'main',
          properties: {
            subnet: { id: `${place}/subnets/AzureFirewallSubnet` },
            publicIPAddress: { id: `${net}/publicIPAddresses/pip` },
          },
        },
      ],
    },
  })
  await route({
    default: { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.4' },
  })
}

describe('the security group of its subnet', () => {
  it('that lets nothing out keeps a cluster from coming up, and each missing rule is named', async () => {
    await setGroup([group4096])
    const said = await start(cluster())
    expect(said).toMatch(/^BadRequest: The subnet has a network security group \(.*\/networkSecurityGroups\/nsg\)/)
    for (const tag of tags) expect(said).toContain(`Tcp 443 to ${tag} (`)
    expect(said).toContain('"destinationAddressPrefix":"Storage OR Internet OR Storage.westeurope"')
    const { body } = await arm.get(`${workspace}/computes/one-box`)
    expect(read.object(body, 'properties')).toMatchObject({
      provisioningState: 'Failed',
      provisioningErrors: [{ error: { code: 'BadRequest' } }],
      properties: { currentNodeCount: 0, errors: [{ error: { code: 'BadRequest' } }] },
    })
    await setGroup([
      ...tags.map((tag, index) => rule(`Allow${index}`, 100 + index, tag, '443')),
      allowEndpoints,
      group4096,
    ])
    expect(await start(cluster())).toBe('Succeeded')
  })
  const allowEndpoints = rule('AllowEndpoints', 300, '10.0.1.0/24', '443')

  it('decides by the first rule that means the traffic', async () => {
    const open = rule('AllowAll', 200, '*', '*')
    await setGroup([open, group4096])
    expect(await start(cluster())).toBe('Succeeded')
    await setGroup([rule('NoBatch', 150, 'BatchNodeManagement', '443', { access: 'Deny' }), open])
    expect(await start(cluster())).toMatch(/Missing: Tcp 443 to BatchNodeManagement\.westeurope \([^;]*\)\.$/)
  })
  it('must let an instance be managed over UDP, and mount files that are on public addresses', async () => {
    await setGroup([rule('AllowWeb', 100, '*', '443'), group4096])
    const said = await start(instance())
    expect(said).toContain('"name":"Outbound Storage 445"')
    expect(said).toContain('Udp 5831 to AzureMachineLearning')
    await setGroup([
      rule('AllowWeb', 100, '*', '443'),
      rule('AllowFiles', 110, 'Storage', '445'),
      rule('AllowTundra', 120, 'AzureMachineLearning', '5000-6000', { protocol: 'Udp' }),
      group4096,
    ])
    expect(await start(instance())).toBe('Succeeded')
  })
  it('must let Azure ML in where nodes have public addresses', async () => {
    await setGroup([])
    expect(await start(cluster({ enableNodePublicIp: true }))).toContain('"name":"Inbound AzureMachineLearning 44224"')
    await setGroup([
      {
        name: 'AllowAzureMl',
        properties: {
          direction: 'Inbound',
          access: 'Allow',
          protocol: 'Tcp',
          priority: 100,
          sourcePortRange: '*',
          sourceAddressPrefix: 'AzureMachineLearning',
          destinationAddressPrefix: 'VirtualNetwork',
          destinationPortRange: '44224',
        },
      },
    ])
    expect(await start(cluster({ enableNodePublicIp: true }))).toBe('Succeeded')
  })
})

describe('the way out', () => {
  it('has to exist: default outbound access, a NAT gateway, or a route', async () => {
    await setSubnet({ defaultOutboundAccess: false })
    expect(await start(cluster())).toMatch(
      /^AllocationFailed: Desired number of dedicated nodes could not be allocated\. .*has no way to the internet/,
    )
    await arm.make(`${net}/natGateways/nat`, { location, sku: { name: 'Standard' }, properties: {} })
    await setSubnet({ defaultOutboundAccess: false, natGateway: { id: `${net}/natGateways/nat` } })
    expect(await start(cluster())).toBe('Succeeded')
  })
  it('that a route drops is none, and an appliance that nobody here knows is believed', async () => {
    await route({ default: { addressPrefix: '0.0.0.0/0', nextHopType: 'None' } })
    expect(await start(cluster())).toContain('drops it')
    await route({
      default: { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.200.0.4' },
    })
    expect(await start(cluster())).toBe('Succeeded')
  })
  it('through a firewall needs a rule for each service, by tag or by all its names', async () => {
    await makeFirewall({ 300: [networkRules(tags.slice(1, 5))] })
    const said = await start(cluster())
    expect(said).toContain(`Tcp 443 to AzureActiveDirectory (no rule of the firewall ${firewall} allows it)`)
    expect(said).toContain('Tcp 443 to AzureFrontDoor.FirstParty')
    expect(said).not.toContain('AzureResourceManager')
    await arm.make(`${policy}/ruleCollectionGroups/hosts`, {
      properties: {
        priority: 400,
        ruleCollections: [hostRules(['login.microsoftonline.com', 'mcr.microsoft.com', '*.data.mcr.microsoft.com'])],
      },
    })
    expect(await start(cluster())).toBe('Succeeded')
  })
  it('is closed by a rule that denies before the one that allows, wherever the two are', async () => {
    const deny = networkRules(['Storage'], { name: 'deny', action: { type: 'Deny' }, priority: 900 })
    await makeFirewall({ 200: [deny], 300: [networkRules(tags)] })
    expect(await start(cluster())).toMatch(
      /Missing: Tcp 443 to Storage\.westeurope \([^;]*\); Tcp 443 to blob of mlstore \([^;]*\)\.$/,
    )
    await arm.make(`${policy}/ruleCollectionGroups/g200`, { properties: { priority: 500, ruleCollections: [deny] } })
    expect(await start(cluster())).toBe('Succeeded')
  })
  it('leads to the firewall of a network that is peered, and to no other', async () => {
    const hub = `${net}/virtualNetworks/hub`
    await arm.make(hub, {
      location,
      properties: {
        addressSpace: { addressPrefixes: ['10.7.0.0/16'] },
        subnets: [{ name: 'AzureFirewallSubnet', properties: { addressPrefix: '10.7.0.0/26' } }],
      },
    })
    await makeFirewall({ 300: [networkRules(tags)] }, {}, hub)
    await route({
      default: { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.7.0.4' },
    })
    expect(await start(cluster())).toContain('does not reach the firewall')
    for (const [from, to] of [
      [vnet, hub],
      [hub, vnet],
    ] as const)
      await arm.make(`${from}/virtualNetworkPeerings/peer`, { properties: { remoteVirtualNetwork: { id: to } } })
    expect(await start(cluster())).toBe('Succeeded')
  })
  it('of nodes with public addresses leads back to Azure ML without the firewall', async () => {
    await makeFirewall({ 300: [networkRules(tags)] })
    const open = cluster({ enableNodePublicIp: true })
    expect(await start(open)).toContain('it needs a route for AzureMachineLearning with the next hop Internet')
    await route({
      default: { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.4' },
      ml: { addressPrefix: 'AzureMachineLearning', nextHopType: 'Internet' },
    })
    expect(await start(open)).toBe('Succeeded')
    // The same route takes nodes without public addresses to where they have no way out.
    expect(await start({ ...cluster() })).toContain('Missing: Tcp 443 to AzureMachineLearning')
  })
})

describe('a private storage account', () => {
  const close = (): Promise<unknown> => arm.patch(storage, { properties: { publicNetworkAccess: 'Disabled' } })
  const link = async (zone: string): Promise<void> => {
    await arm.make(zone, { location: 'global' })
    await arm.make(`${zone}/virtualNetworkLinks/link`, {
      location: 'global',
      properties: { virtualNetwork: { id: vnet }, registrationEnabled: false },
    })
  }
  const endpoint = async (part: string, subnet = `${vnet}/subnets/endpoints`): Promise<void> => {
    await arm.make(`${net}/privateEndpoints/pe-${part}`, bodies.endpoint(subnet, storage, part))
  }
  const zoneGroup = (part: string, zone: string): Promise<unknown> =>
    arm.make(`${net}/privateEndpoints/pe-${part}/privateDnsZoneGroups/default`, {
      properties: { privateDnsZoneConfigs: [{ name: 'zone', properties: { privateDnsZoneId: zone } }] },
    })

  it('without an endpoint cannot be mounted by an instance, and a cluster gets no nodes', async () => {
    await close()
    const said = await start(instance())
    expect(said).toMatch(
      /^StorageMountError: The specified Azure ML Compute Instance one-box setup failed with error "Failed to mount storage\. Details - Hint:If you're using network security group rules, make sure to allow outbound connection to ports 443, 445 for storage service tag\./,
    )
    expect(said).toContain('Tcp 445 to file of mlstore')
    expect(read.text((await arm.get(`${workspace}/computes/one-box`)).body, 'properties', 'properties', 'state')).toBe(
      'SetupFailed',
    )
    await arm.send('DELETE', `${workspace}/computes/one-box?underlyingResourceAction=Delete&api-version=2024-04-01`)
    clock.pass(60_000)
    expect((await arm.get(`${workspace}/computes/one-box`)).status).toBe(404)
    expect(await start(cluster())).toMatch(/^AllocationFailed: .*Tcp 443 to blob of mlstore/)
  })
  it('is found by the zones that are linked to the network, and by no others', async () => {
    await close()
    await endpoint('blob')
    await arm.make(blobZone, { location: 'global' })
    await zoneGroup('blob', blobZone)
    expect(await start(cluster())).toContain('mlstore.blob.core.windows.net leads to the public address')
    await link(blobZone)
    expect(await start(cluster())).toBe('Succeeded')
  })
  it('has no name at all in a zone without its record', async () => {
    await close()
    await endpoint('blob')
    await link(blobZone)
    expect(await start(cluster())).toContain('the zone privatelink.blob.core.windows.net')
  })
  it('in a network that is peered counts too', async () => {
    await close()
    const spoke = `${net}/virtualNetworks/spoke`
    await arm.make(spoke, {
      location,
      properties: {
        addressSpace: { addressPrefixes: ['10.9.0.0/16'] },
        subnets: [{ name: 'pe', properties: { addressPrefix: '10.9.1.0/24' } }],
      },
    })
    await endpoint('blob', `${spoke}/subnets/pe`)
    await link(blobZone)
    await zoneGroup('blob', blobZone)
    expect(await start(cluster())).toContain('is of no approved private endpoint')
    for (const [from, to] of [
      [vnet, spoke],
      [spoke, vnet],
    ] as const)
      await arm.make(`${from}/virtualNetworkPeerings/peer`, { properties: { remoteVirtualNetwork: { id: to } } })
    expect(await start(cluster())).toBe('Succeeded')
  })
  it('lets in a subnet that it names, over the service endpoint and past the firewall', async () => {
    await setSubnet({ serviceEndpoints: [{ service: 'Microsoft.Storage' }] })
    const networkAcls = (virtualNetworkRules: JsonObject[]): JsonObject => ({
      properties: { networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices', virtualNetworkRules } },
    })
    await arm.patch(storage, networkAcls([]))
    expect(await start(cluster())).toContain('its network rules deny the subnet')
    await arm.patch(storage, networkAcls([{ id: training, action: 'Allow' }]))
    expect(await start(cluster())).toBe('Succeeded')
  })
  it('is found by a DNS server that somebody runs, and by a firewall only when it is a proxy', async () => {
    await close()
    await endpoint('blob')
    await endpoint('file')
    for (const [part, zone] of [
      ['blob', blobZone],
      ['file', fileZone],
    ] as const) {
      await link(zone)
      await zoneGroup(part, zone)
    }
    const ask = (server: string): Promise<unknown> =>
      arm.make(vnet, {
        location,
        properties: { ...networkProperties(), dhcpOptions: { dnsServers: [server] } },
      })
    await makeFirewall({ 300: [networkRules(tags), udp] })
    await ask('10.200.0.53')
    expect(await start(instance())).toBe('Succeeded')
    await ask('10.0.0.4')
    expect(await start(instance())).toContain('is no DNS proxy')
    await arm.make(policy, { location, properties: { dnsSettings: { enableProxy: true } } })
    expect(await start(instance())).toBe('Succeeded')
  })
  const udp = {
    ...networkRules(['AzureMachineLearning']),
    name: 'udp',
    rules: [
      {
        ruleType: 'NetworkRule',
        name: 'tundra',
        ipProtocols: ['UDP'],
        sourceAddresses: ['*'],
        destinationAddresses: ['AzureMachineLearning'],
        destinationPorts: ['5831'],
      },
    ],
  }
  const networkProperties = (): JsonObject => ({
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
    subnets: [
      { name: 'endpoints', properties: { addressPrefix: '10.0.1.0/24' } },
      { name: 'AzureFirewallSubnet', properties: { addressPrefix: '10.0.0.0/26' } },
      {
        name: 'training',
        properties: { addressPrefix: '10.0.2.0/24', ...policiesOff, routeTable: { id: `${net}/routeTables/rt` } },
      },
    ],
  })
})

describe('a managed network', () => {
  const managed = { location, properties: { computeType: 'AmlCompute', properties: { vmSize: 'Standard_DS3_v2' } } }
  const endpoint = `${workspace}/onlineEndpoints/scoring`
  const deployment = {
    location,
    properties: { endpointComputeType: 'Managed', instanceType: 'Standard_DS3_v2', model: 'azureml:a:1' },
  }
  const closeStorage = (): Promise<unknown> => arm.patch(storage, { properties: { publicNetworkAccess: 'Disabled' } })

  beforeEach(async () => {
    await arm.send('POST', '/_simulator/reset')
    await arm.put(group, { location })
    await makeWorkspace(arm, { properties: { managedNetwork: { isolationMode: 'AllowInternetOutbound' } } })
    expect(await start(managed)).toBe('Succeeded')
  })

  it('leads a compute to what was closed after it was made only by a rule', async () => {
    await closeStorage()
    expect(await start(managed)).toContain('no outbound rule of the managed network leads to it')
    // Whoever writes the workspace makes Azure look again.
    await arm.patch(workspace, { properties: { description: 'again' } })
    await arm.ready(workspace)
    expect(await start(managed)).toBe('Succeeded')
  })
  it('leads an online deployment to its model in the same way', async () => {
    await arm.make(endpoint, { location, identity: { type: 'SystemAssigned' }, properties: { authMode: 'Key' } })
    await closeStorage()
    await expect(arm.make(`${endpoint}/deployments/blue`, deployment)).rejects.toThrow('Unable to download user model')
    await arm.patch(workspace, { properties: { description: 'again' } })
    await arm.ready(workspace)
    await arm.make(`${endpoint}/deployments/blue`, deployment)
  })
})
