import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import type { JsonObject } from '../src/json/json.ts'
import { read } from '../src/json/read.ts'
import { type Arm, armOf, bodies, group, location, net } from './arm.ts'
import { clientsOf, fast } from './clients.ts'
import { Clock } from './clock.ts'

const clock = new Clock()
let simulator: Simulator
let arm: Arm

beforeAll(async () => {
  simulator = await startSimulator({ now: clock.now, timeScale: 600 })
  arm = armOf(simulator, undefined, clock)
})
afterAll(() => simulator.close())
beforeEach(async () => {
  await arm.send('POST', '/_simulator/reset')
  await arm.put(group, { location })
})

const vnet = `${net}/virtualNetworks/vnet`
const compute = `${group}/providers/Microsoft.Compute`
const nic = `${net}/networkInterfaces/nic`
const vm = `${compute}/virtualMachines/vm`
const otherGroup = group.replace('00000000-1111', '99999999-1111')
const hub = `${otherGroup}/providers/Microsoft.Network/virtualNetworks/hub`
const address = `${net}/publicIPAddresses/pip`
const refused = async (answer: ReturnType<Arm['put']>): Promise<string> => {
  const { status, code } = await answer
  return `${status} ${code}`
}
const network = (space: string, subnets: Record<string, string> = {}): JsonObject => ({
  location,
  properties: {
    addressSpace: { addressPrefixes: [space] },
    subnets: Object.entries(subnets).map(([name, addressPrefix]) => ({ name, properties: { addressPrefix } })),
  },
})
const card = (subnet: string, more: JsonObject = {}, at = location): JsonObject => ({
  location: at,
  properties: {
    ipConfigurations: [{ name: 'primary', properties: { primary: true, subnet: { id: subnet }, ...more } }],
  },
})
const publicIp = { location, sku: { name: 'Standard' }, properties: { publicIPAllocationMethod: 'Static' } }
const keyData = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ8Z3b5h6v8w1m0q2k4r7t9y1u3i5o7p9a1s3d5f7g9h'
const machine = (change: { os?: JsonObject; storage?: JsonObject; cards?: JsonObject[]; delete?: string } = {}) => ({
  location,
  identity: { type: 'SystemAssigned' },
  properties: {
    hardwareProfile: { vmSize: 'Standard_D2s_v5' },
    securityProfile: {
      securityType: 'TrustedLaunch',
      uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
    },
    storageProfile: {
      imageReference: { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' },
      osDisk: {
        name: 'os',
        createOption: 'FromImage',
        deleteOption: change.delete ?? 'Delete',
        managedDisk: { storageAccountType: 'StandardSSD_LRS' },
      },
      ...change.storage,
    },
    osProfile: {
      computerName: 'vm',
      adminUsername: 'palisade',
      linuxConfiguration: {
        disablePasswordAuthentication: true,
        ssh: { publicKeys: [{ path: '/home/palisade/.ssh/authorized_keys', keyData }] },
      },
      ...change.os,
    },
    networkProfile: {
      networkInterfaces: change.cards ?? [{ id: nic, properties: { primary: true, deleteOption: 'Detach' } }],
    },
  },
})
const bastion = (subnet: string, ip = address, sku = 'Standard') => ({
  location,
  sku: { name: sku },
  properties: {
    enableTunneling: true,
    ipConfigurations: [
      {
        name: 'host',
        properties: { subnet: { id: subnet }, publicIPAddress: { id: ip }, privateIPAllocationMethod: 'Dynamic' },
      },
    ],
  },
})
const leftovers = async (): Promise<JsonObject> => (await arm.send('GET', '/_simulator/resources')).body

describe('interfaces', () => {
  beforeEach(async () => {
    await arm.make(vnet, network('10.0.0.0/16', { a: '10.0.1.0/24', small: '10.0.2.0/29' }))
  })
  it('take an address of their subnet, keep it, and give it back', async () => {
    const client = clientsOf(simulator, undefined, clock).network.networkInterfaces
    const made = await client.beginCreateOrUpdateAndWait(
      'rg',
      'nic',
      { location, ipConfigurations: [{ name: 'primary', primary: true, subnet: { id: `${vnet}/subnets/a` } }] },
      fast,
    )
    expect(made.ipConfigurations?.map((item) => item.privateIPAddress)).toEqual(['10.0.1.4'])
    const second = await arm.make(`${nic}2`, card(`${vnet}/subnets/a`))
    expect(
      read.text(read.list(second.body, 'properties', 'ipConfigurations')[0], 'properties', 'privateIPAddress'),
    ).toBe('10.0.1.5')
    const again = await arm.make(`${nic}2`, card(`${vnet}/subnets/a`))
    expect(
      read.text(read.list(again.body, 'properties', 'ipConfigurations')[0], 'properties', 'privateIPAddress'),
    ).toBe('10.0.1.5')
    await client.beginDeleteAndWait('rg', 'nic', fast)
    const third = await arm.make(`${nic}3`, card(`${vnet}/subnets/a`))
    expect(
      read.text(read.list(third.body, 'properties', 'ipConfigurations')[0], 'properties', 'privateIPAddress'),
    ).toBe('10.0.1.4')
  })
  it('are refused by a full subnet, and keep their subnet from being deleted', async () => {
    for (const name of ['a', 'b', 'c']) await arm.make(`${nic}-${name}`, card(`${vnet}/subnets/small`))
    expect(await refused(arm.put(nic, card(`${vnet}/subnets/small`)))).toBe('400 SubnetIsFull')
    expect(await refused(arm.delete(`${vnet}/subnets/small`))).toBe('400 InUseSubnetCannotBeDeleted')
    expect(await refused(arm.delete(vnet))).toBe('400 InUseSubnetCannotBeDeleted')
  })
  it('lie in the region of their network, and not in the subnet of Bastion', async () => {
    await arm.make(`${vnet}/subnets/AzureBastionSubnet`, { properties: { addressPrefix: '10.0.3.0/26' } })
    expect(await refused(arm.put(nic, card(`${vnet}/subnets/a`, {}, 'northeurope')))).toBe(
      '400 InvalidResourceReference',
    )
    expect(await refused(arm.put(nic, card(`${vnet}/subnets/none`)))).toBe('400 InvalidResourceReference')
    expect(await refused(arm.put(nic, card(`${vnet}/subnets/AzureBastionSubnet`)))).toBe('400 AzureBastionSubnet')
    expect(await refused(arm.put(nic, { location, properties: { ipConfigurations: [] } }))).toBe(
      '400 InvalidRequestFormat',
    )
  })
  it.each([
    ['10.0.9.9', '400 PrivateIPAddressNotInSubnet'],
    ['10.0.1.3', '400 PrivateIPAddressInReservedRange'],
    ['10.0.1.4', '400 PrivateIPAddressIsAllocated'],
    ['10.0.1.9', '201 undefined'],
  ])('the chosen address %s is answered with %s', async (privateIPAddress, code) => {
    await arm.make(`${nic}2`, card(`${vnet}/subnets/a`))
    expect(
      await refused(arm.put(nic, card(`${vnet}/subnets/a`, { privateIPAllocationMethod: 'Static', privateIPAddress }))),
    ).toBe(code)
  })
  it('of private endpoints are theirs alone', async () => {
    const storage = `${group}/providers/Microsoft.Storage/storageAccounts/store1`
    await arm.make(storage, bodies.storage)
    const endpoint = await arm.make(`${net}/privateEndpoints/pe`, bodies.endpoint(`${vnet}/subnets/a`, storage, 'blob'))
    const id = read.text(read.list(endpoint.body, 'properties', 'networkInterfaces')[0], 'id') ?? ''
    expect(await refused(arm.delete(id))).toBe('400 NicInUseWithPrivateEndpoint')
    expect(await refused(arm.put(id, card(`${vnet}/subnets/a`)))).toBe('400 NicInUseWithPrivateEndpoint')
  })
  it('hold their security group, and are shown in it', async () => {
    const nsg = `${net}/networkSecurityGroups/nsg`
    await arm.make(nsg, { location })
    const body = card(`${vnet}/subnets/a`)
    await arm.make(nic, {
      ...body,
      properties: { ...read.object(body, 'properties'), networkSecurityGroup: { id: nsg } },
    })
    expect(read.list((await arm.get(nsg)).body, 'properties', 'networkInterfaces')).toEqual([{ id: nic }])
    expect(await refused(arm.delete(nsg))).toBe('400 InUseNetworkSecurityGroupCannotBeDeleted')
  })
})

describe('Bastion', () => {
  const subnet = `${vnet}/subnets/AzureBastionSubnet`
  const host = `${net}/bastionHosts/bastion`
  beforeEach(async () => {
    await arm.make(vnet, network('10.0.0.0/16', { a: '10.0.1.0/24', AzureBastionSubnet: '10.0.2.0/26' }))
    await arm.make(address, publicIp)
  })
  it('takes its subnet and its address, and gives both back', async () => {
    const { network: client } = clientsOf(simulator, undefined, clock)
    const made = await client.bastionHosts.beginCreateOrUpdateAndWait(
      'rg',
      'bastion',
      {
        location,
        sku: { name: 'Standard' },
        enableTunneling: true,
        ipConfigurations: [{ name: 'host', subnet: { id: subnet }, publicIPAddress: { id: address } }],
      },
      fast,
    )
    expect(made).toMatchObject({ provisioningState: 'Succeeded', enableTunneling: true, scaleUnits: 2 })
    expect(made.dnsName).toMatch(/^bst-.*\.bastion\.azure\.com$/)
    const shown = read.list((await arm.get(subnet)).body, 'properties', 'ipConfigurations')
    expect(shown).toEqual([{ id: `${host}/bastionHostIpConfigurations/host` }])
    expect(await refused(arm.delete(subnet))).toBe('400 InUseSubnetCannotBeDeleted')
    expect(await refused(arm.delete(address))).toBe('400 PublicIPAddressCannotBeDeleted')
    expect(await refused(arm.put(host, bastion(subnet, address, 'Basic')))).toBe(
      '400 BastionHostSkuDowngradeNotAllowed',
    )
    await client.bastionHosts.beginDeleteAndWait('rg', 'bastion', fast)
    expect((await arm.delete(subnet)).status).toBe(202)
    expect((await arm.delete(address)).status).toBe(202)
  })
  it('is refused another subnet, an address in use, and one that is not Standard and static', async () => {
    expect(await refused(arm.put(host, bastion(`${vnet}/subnets/a`)))).toBe('400 SubnetNameMustBeAzureBastionSubnet')
    await arm.make(`${address}2`, {
      location,
      sku: { name: 'Basic' },
      properties: { publicIPAllocationMethod: 'Dynamic' },
    })
    expect(await refused(arm.put(host, bastion(subnet, `${address}2`)))).toBe('400 BastionHostPublicIPAddressInvalid')
    await arm.make(nic, card(`${vnet}/subnets/a`, { publicIPAddress: { id: address } }))
    expect(await refused(arm.put(host, bastion(subnet)))).toBe('400 PublicIPAddressInUse')
    expect(
      await refused(arm.put(`${address}3`, { ...publicIp, properties: { publicIPAllocationMethod: 'Dynamic' } })),
    ).toBe('400 StandardSkuPublicIPAddressesMustBeStatic')
  })
  it('its subnet takes no route table, and can wait while others are written', async () => {
    const table = `${net}/routeTables/table`
    await arm.make(table, { location })
    expect(
      await refused(arm.put(subnet, { properties: { addressPrefix: '10.0.2.0/26', routeTable: { id: table } } })),
    ).toBe('400 RouteTableCannotBeAttachedForAzureBastionSubnet')
    await arm.put(host, bastion(subnet))
    expect(await refused(arm.put(subnet, { properties: { addressPrefix: '10.0.2.0/26' } }))).toBe(
      '409 AnotherOperationInProgress',
    )
    expect((await arm.put(`${vnet}/subnets/b`, { properties: { addressPrefix: '10.0.4.0/24' } })).status).toBe(201)
  })
})

describe('peerings', () => {
  const there = `${vnet}/virtualNetworkPeerings/to-hub`
  const back = `${hub}/virtualNetworkPeerings/to-vnet`
  const peering = (remote: string, more: JsonObject = {}) => ({
    properties: {
      remoteVirtualNetwork: { id: remote },
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic: true,
      allowGatewayTransit: false,
      useRemoteGateways: false,
      ...more,
    },
  })
  const stateOf = async (id: string) => read.text((await arm.get(id)).body, 'properties', 'peeringState')
  beforeEach(async () => {
    await arm.put(otherGroup, { location })
    await Promise.all([arm.make(vnet, network('10.1.0.0/16')), arm.make(hub, network('10.0.0.0/16'))])
  })
  it('are Initiated alone, Connected on both sides together, and Disconnected when the other side is gone', async () => {
    const client = clientsOf(simulator, undefined, clock).network.virtualNetworkPeerings
    const made = await client.beginCreateOrUpdateAndWait(
      'rg',
      'vnet',
      'to-hub',
      { remoteVirtualNetwork: { id: hub }, allowVirtualNetworkAccess: true, allowForwardedTraffic: true },
      fast,
    )
    expect(made).toMatchObject({ peeringState: 'Initiated', peeringSyncLevel: 'FullyInSync' })
    expect(made.remoteAddressSpace?.addressPrefixes).toEqual(['10.0.0.0/16'])
    await arm.make(back, peering(vnet))
    expect(await stateOf(there)).toBe('Connected')
    expect(await stateOf(back)).toBe('Connected')
    await arm.take(back)
    expect(await stateOf(there)).toBe('Disconnected')
    expect(await refused(arm.put(back, peering(vnet)))).toBe('400 RemotePeeringIsDisconnected')
    await arm.make(there, peering(hub))
    expect(await stateOf(there)).toBe('Initiated')
    await arm.make(back, peering(vnet))
    expect(await stateOf(there)).toBe('Connected')
  })
  it('a peered network can be deleted, and leaves the other side disconnected', async () => {
    await arm.make(there, peering(hub))
    await arm.make(back, peering(vnet))
    await arm.take(vnet)
    expect((await arm.get(there)).status).toBe(404)
    expect(await stateOf(back)).toBe('Disconnected')
    expect(read.text((await arm.get(back)).body, 'properties', 'remoteVirtualNetwork', 'id')).toBe(vnet)
    // The range stays taken as long as that side is there.
    await arm.make(`${vnet}2`, network('10.1.4.0/24'))
    expect(await refused(arm.put(`${vnet}2/virtualNetworkPeerings/to-hub`, peering(hub)))).toBe(
      '400 VnetAddressSpaceOverlapsWithAlreadyPeeredVnet',
    )
  })
  it('need a remote network, of another range, and lead to it once and for all', async () => {
    expect(await refused(arm.put(there, peering(`${hub}-none`)))).toBe('400 InvalidResourceReference')
    await arm.make(`${vnet}2`, network('10.0.128.0/17'))
    expect(await refused(arm.put(`${vnet}2/virtualNetworkPeerings/to-hub`, peering(hub)))).toBe(
      '400 VnetAddressSpacesOverlap',
    )
    await arm.make(there, peering(hub))
    expect(await refused(arm.put(`${there}-again`, peering(hub)))).toBe('400 AnotherPeeringAlreadyReferencesRemoteVnet')
    expect(await refused(arm.put(there, peering(`${vnet}2`)))).toBe('400 ChangingRemoteVirtualNetworkNotAllowed')
  })
  it('gateways of the hub are used only when the hub lets them be', async () => {
    await arm.make(back, peering(vnet))
    expect((await arm.put(there, peering(hub, { useRemoteGateways: true }))).status).toBe(400)
    await arm.make(back, peering(vnet, { allowGatewayTransit: true }))
    expect((await arm.put(there, peering(hub, { useRemoteGateways: true }))).status).toBe(201)
  })
  it('hold both networks while they are written', async () => {
    await arm.put(there, peering(hub))
    for (const id of [vnet, hub])
      expect(await refused(arm.put(`${id}/subnets/a`, { properties: { addressPrefix: '10.1.0.0/24' } }))).toBe(
        '409 AnotherOperationInProgress',
      )
  })
  it('a network that is put again keeps its peerings, whether it names them or not', async () => {
    await arm.make(there, peering(hub))
    await arm.make(vnet, network('10.1.0.0/16'))
    const { body } = await arm.get(vnet)
    expect(read.list(body, 'properties', 'virtualNetworkPeerings')).toHaveLength(1)
    await arm.make(vnet, body)
    expect((await arm.get(there)).status).toBe(200)
  })
})

describe('a network and its subnets, written again', () => {
  it('a subnet that is put replaces all of it, and says whose reading was older', async () => {
    await arm.make(address, publicIp)
    const gateway = `${net}/natGateways/nat`
    await arm.make(gateway, { location, properties: { publicIpAddresses: [{ id: address }] } })
    await arm.make(vnet, network('10.0.0.0/16'))
    const subnet = `${vnet}/subnets/a`
    const full = {
      addressPrefix: '10.0.1.0/24',
      natGateway: { id: gateway },
      serviceEndpoints: [{ service: 'Microsoft.Storage' }],
    }
    const made = await arm.make(subnet, { properties: full })
    expect(read.object(made.body, 'properties')).toMatchObject({
      natGateway: { id: gateway },
      serviceEndpoints: [{ service: 'Microsoft.Storage', provisioningState: 'Succeeded' }],
    })
    const etag = read.text(made.body, 'etag') ?? ''
    await arm.make(subnet, { properties: { addressPrefix: '10.0.1.0/24' } })
    const bare = read.object((await arm.get(subnet)).body, 'properties')
    expect(bare.natGateway).toBeUndefined()
    expect(bare.serviceEndpoints).toEqual([])
    expect(await refused(arm.put(subnet, { properties: full }, { 'if-match': etag }))).toBe('412 PreconditionFailed')
    expect((await arm.patch(subnet, { properties: {} })).status).toBe(405)
  })
  it('a network read before a subnet came in is not put back over it', async () => {
    await arm.make(vnet, network('10.0.0.0/16'))
    const { body } = await arm.get(vnet)
    await arm.make(`${vnet}/subnets/a`, { properties: { addressPrefix: '10.0.1.0/24' } })
    const changed = {
      ...body,
      properties: { ...read.object(body, 'properties'), dhcpOptions: { dnsServers: ['10.0.1.4'] } },
    }
    expect(await refused(arm.put(vnet, changed, { 'if-match': read.text(body, 'etag') ?? '' }))).toBe(
      '412 PreconditionFailed',
    )
    const fresh = (await arm.get(vnet)).body
    const merged = {
      ...fresh,
      properties: { ...read.object(fresh, 'properties'), dhcpOptions: { dnsServers: ['10.0.1.4'] } },
    }
    expect((await arm.put(vnet, merged, { 'if-match': read.text(fresh, 'etag') ?? '' })).status).toBe(200)
    expect(read.texts((await arm.get(vnet)).body, 'properties', 'dhcpOptions', 'dnsServers')).toEqual(['10.0.1.4'])
    expect((await arm.get(`${vnet}/subnets/a`)).status).toBe(200)
  })
  it('an account lets a subnet in only when that has the service endpoint', async () => {
    await arm.make(vnet, network('10.0.0.0/16', { a: '10.0.1.0/24' }))
    const storage = `${group}/providers/Microsoft.Storage/storageAccounts/store1`
    const closed = {
      ...bodies.storage,
      properties: {
        networkAcls: { defaultAction: 'Deny', virtualNetworkRules: [{ id: `${vnet}/subnets/a`, action: 'Allow' }] },
      },
    }
    expect((await arm.put(storage, closed)).status).toBe(400)
    await arm.make(`${vnet}/subnets/a`, {
      properties: { addressPrefix: '10.0.1.0/24', serviceEndpoints: [{ service: 'Microsoft.Storage' }] },
    })
    expect((await arm.put(storage, closed)).status).toBe(202)
  })
})

describe('machines', () => {
  beforeEach(async () => {
    await arm.make(vnet, network('10.0.0.0/16', { a: '10.0.1.0/24' }))
    await arm.make(nic, card(`${vnet}/subnets/a`))
  })
  it('take their interface, make their disk, and take only the disk away with them', async () => {
    const made = await arm.make(vm, machine())
    expect(made.body.properties).toMatchObject({ provisioningState: 'Succeeded' })
    expect(read.text(made.body, 'identity', 'principalId')).toMatch(/^[0-9a-f-]{36}$/)
    const disk = read.text(made.body, 'properties', 'storageProfile', 'osDisk', 'managedDisk', 'id') ?? ''
    expect(read.text((await arm.get(disk)).body, 'managedBy')).toBe(vm)
    expect(read.text((await arm.get(nic)).body, 'properties', 'virtualMachine', 'id')).toBe(vm)
    expect(await refused(arm.delete(nic))).toBe('400 NicInUse')
    expect(await refused(arm.delete(disk))).toBe('409 OperationNotAllowed')
    expect(await refused(arm.put(`${vm}2`, machine({ storage: { osDisk: { createOption: 'FromImage' } } })))).toBe(
      '400 NicInUse',
    )
    await arm.take(vm)
    expect((await arm.get(disk)).status).toBe(404)
    expect((await arm.get(nic)).status).toBe(200)
    expect((await arm.delete(nic)).status).toBe(202)
  })
  it('with other delete options leave the disk, and take the interface', async () => {
    await arm.make(vm, machine({ delete: 'Detach', cards: [{ id: nic, properties: { deleteOption: 'Delete' } }] }))
    await arm.take(vm)
    expect((await arm.get(nic)).status).toBe(404)
    await arm.make(nic, card(`${vnet}/subnets/a`))
    expect(await refused(arm.put(vm, machine()))).toBe('409 ConflictingUserInput')
    await arm.take(`${compute}/disks/os`)
    expect((await arm.put(vm, machine())).status).toBe(201)
  })
  it.each([
    ['no interface', machine({ cards: [] }), '400 InvalidParameter'],
    ['an interface that is not there', machine({ cards: [{ id: `${nic}-none` }] }), '400 InvalidResourceReference'],
    ['no image', machine({ storage: { imageReference: null } }), '400 InvalidParameter'],
    ['half an image', machine({ storage: { imageReference: { offer: 'ubuntu' } } }), '400 InvalidParameter'],
    [
      'no key',
      machine({ os: { linuxConfiguration: { disablePasswordAuthentication: true } } }),
      '400 InvalidParameter',
    ],
    ['a reserved user', machine({ os: { adminUsername: 'admin' } }), '400 InvalidParameter'],
  ])('with %s are refused', async (_what, body, code) => {
    expect(await refused(arm.put(vm, body))).toBe(code)
    expect(JSON.stringify(await leftovers())).not.toContain('disks')
  })
  it('never show a password', async () => {
    const linuxConfiguration = { disablePasswordAuthentication: false }
    const answer = await arm.put(
      vm,
      machine({ os: { adminPassword: 'Pa55-word!', customData: 'c2VjcmV0', linuxConfiguration } }),
    )
    expect(answer.status).toBe(201)
    for (const text of [answer.body, (await arm.get(vm)).body, await leftovers()])
      expect(JSON.stringify(text)).not.toMatch(/Pa55-word|c2VjcmV0/)
  })
  it('can be put again as they are read, and keep their user, image and keys', async () => {
    const { body } = await arm.make(vm, machine())
    const again = await arm.make(vm, body)
    expect(read.text(again.body, 'properties', 'vmId')).toBe(read.text(body, 'properties', 'vmId'))
    expect(read.text(again.body, 'identity', 'principalId')).toBe(read.text(body, 'identity', 'principalId'))
    expect(await refused(arm.put(vm, machine({ os: { adminUsername: 'somebody' } })))).toBe(
      '409 PropertyChangeNotAllowed',
    )
  })
  it('an extension needs its machine, waits for it, and goes with it', async () => {
    const extension = `${vm}/extensions/login`
    const body = {
      location,
      properties: {
        publisher: 'Microsoft.Azure.ActiveDirectory',
        type: 'AADSSHLoginForLinux',
        typeHandlerVersion: '1.0',
        autoUpgradeMinorVersion: true,
        protectedSettings: { secret: 'hidden-value' },
      },
    }
    expect(await refused(arm.put(extension, body))).toBe('404 ParentResourceNotFound')
    await arm.put(vm, machine())
    expect(await refused(arm.put(extension, body))).toBe('409 Conflict')
    clock.pass(60_000)
    expect(read.text((await arm.get(vm)).body, 'properties', 'provisioningState')).toBe('Succeeded')
    const made = await arm.make(extension, body)
    expect(read.text(made.body, 'properties', 'provisioningState')).toBe('Succeeded')
    expect(JSON.stringify(made.body)).not.toContain('hidden-value')
    expect(read.list((await arm.get(vm)).body, 'resources')).toHaveLength(1)
    expect(await refused(arm.put(`${extension}2`, body))).toBe('400 BadRequest')
    await arm.take(vm)
    expect(JSON.stringify(await leftovers())).not.toContain('extensions')
  })
})

describe('ssh keys', () => {
  const key = `${compute}/sshPublicKeys/key`
  it('a pair is made once, and only its public half is kept', async () => {
    expect(await refused(arm.post(`${key}/generateKeyPair`))).toBe('404 ResourceNotFound')
    expect((await arm.put(key, { location, properties: {} })).status).toBe(201)
    const answer = await arm.post(`${key}/generateKeyPair`)
    expect(answer.status).toBe(200)
    expect(read.text(answer.body, 'privateKey')).toContain('PRIVATE KEY')
    const publicKey = read.text((await arm.get(key)).body, 'properties', 'publicKey') ?? ''
    expect(publicKey).toBe(read.text(answer.body, 'publicKey'))
    // The length of an RSA key of 3072 bits: 4+7 for its name, 4+3 for the exponent, 4+385 for the number.
    expect(Buffer.from(publicKey.split(' ')[1] ?? '', 'base64')).toHaveLength(407)
    expect(await refused(arm.post(`${key}/generateKeyPair`))).toBe('409 Conflict')
    expect(JSON.stringify(await leftovers())).not.toContain('PRIVATE KEY')
    await arm.make(vnet, network('10.0.0.0/16', { a: '10.0.1.0/24' }))
    await arm.make(nic, card(`${vnet}/subnets/a`))
    const ssh = { publicKeys: [{ path: '/home/palisade/.ssh/authorized_keys', keyData: publicKey }] }
    const linuxConfiguration = { disablePasswordAuthentication: true, ssh }
    expect((await arm.put(vm, machine({ os: { linuxConfiguration } }))).status).toBe(201)
  })
})

it('a group with all of it is deleted, and nothing is left', async () => {
  await arm.make(vnet, network('10.0.0.0/16', { a: '10.0.1.0/24', AzureBastionSubnet: '10.0.2.0/26' }))
  await Promise.all([arm.make(nic, card(`${vnet}/subnets/a`)), arm.make(address, publicIp)])
  await Promise.all([
    arm.make(vm, machine()),
    arm.make(`${net}/bastionHosts/bastion`, bastion(`${vnet}/subnets/AzureBastionSubnet`)),
    arm.make(`${compute}/sshPublicKeys/key`, { location, properties: {} }),
  ])
  await arm.take(group)
  expect(await leftovers()).toEqual({ items: [] })
})
