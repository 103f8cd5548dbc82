import type { Json } from '@palisade/contract'
import { expect, test } from 'vitest'
import type { SubjectOf } from '../../src/checks/subject.ts'
import { checkOver, noAccess, type Script } from '../support/check-over.ts'

type ExistingNetwork = SubjectOf<'existing-network'>

const group = '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-net'
const network = `${group}/providers/Microsoft.Network/virtualNetworks/vnet-a`
const hub = network.replace('vnet-a', 'vnet-hub')
const rules = `${group}/providers/Microsoft.Network/networkSecurityGroups/nsg-a`
const training = `${network}/subnets/training`

const subject: ExistingNetwork = {
  check: 'existing-network',
  subscription: '11111111-1111-4111-8111-111111111111',
  virtualNetworkId: network,
  region: 'westeurope',
  subnets: [{ id: training, purpose: 'training', addresses: 20, hasPublicNodes: false }],
  ranges: ['10.40.1.0/27'],
  isHub: false,
}
const subnet = { id: training, name: 'training', properties: { addressPrefix: '10.40.1.0/27' } }
const standing = (properties: Readonly<Record<string, Json>> = {}, subnets: Json[] = [subnet]) => ({
  status: 200,
  body: {
    id: network,
    name: 'vnet-a',
    location: 'West Europe',
    properties: { addressSpace: { addressPrefixes: ['10.40.0.0/16'] }, subnets, ...properties },
  },
})
const run = (script: Script, more: Partial<ExistingNetwork> = {}, workspaceId = 'ws-1') =>
  checkOver({ ...subject, ...more }, script, workspaceId)
const messagesOf = async (script: Script, more: Partial<ExistingNetwork> = {}) =>
  (await run(script, more)).findings.map(({ verdict, code, message }) => `${verdict} ${code} ${message}`)

const peeredWith = (id: string, ...addressPrefixes: string[]) => ({
  virtualNetworkPeerings: [
    { name: 'to-other', properties: { remoteVirtualNetwork: { id }, remoteAddressSpace: { addressPrefixes } } },
  ],
})
const rule = (priority: number, access: string, more: Readonly<Record<string, Json>>) => ({
  name: `r${priority}`,
  properties: {
    priority,
    access,
    direction: 'Outbound',
    protocol: '*',
    sourceAddressPrefix: '*',
    sourcePortRange: '*',
    destinationAddressPrefix: '*',
    destinationPortRange: '*',
    ...more,
  },
})
const guarded = [{ ...subnet, properties: { ...subnet.properties, networkSecurityGroup: { id: rules } } }]
const withRules = (...securityRules: ReturnType<typeof rule>[]): Script => ({
  [`GET ${network}`]: standing({}, guarded),
  [`GET ${rules}`]: {
    status: 200,
    body: { id: rules, name: 'nsg-a', properties: { securityRules, defaultSecurityRules: [] } },
  },
})
const denyAll = rule(4096, 'Deny', {})

test('a network with room and without rules passes', async () => {
  expect((await run({ [`GET ${network}`]: standing() })).findings).toEqual([])
})

test('a network or a subnet that does not exist fails', async () => {
  expect(await messagesOf({})).toEqual([expect.stringContaining('fail azure-missing This network')])
  expect(await messagesOf({ [`GET ${network}`]: standing({}, []) })).toEqual([
    expect.stringContaining('fail azure-missing This subnet'),
  ])
})

test('a network that may not be read is a warning', async () => {
  expect((await run({ [`GET ${network}`]: noAccess })).findings).toMatchObject([
    { verdict: 'warn', subject: network, message: expect.stringContaining('could not be looked at') },
  ])
})

test('a network in another region fails; a hub may be anywhere', async () => {
  const script = { [`GET ${network}`]: standing() }
  expect(await messagesOf(script, { region: 'northeurope' })).toEqual([
    expect.stringContaining('fail existing-unsuitable'),
  ])
  const { region: _anywhere, ...anywhere } = subject
  expect((await checkOver({ ...anywhere, isHub: true, ranges: [], subnets: [] }, script)).verdict).toBe('pass')
})

test('a network that holds the Docker bridge of compute fails', async () => {
  const script = { [`GET ${network}`]: standing({ addressSpace: { addressPrefixes: ['172.16.0.0/12'] } }) }
  expect(await messagesOf(script)).toEqual([
    expect.stringContaining('fail address-space-forbidden 172.16.0.0/12 overlaps 172.17.0.0/16'),
  ])
})

test('a range that overlaps a peered network fails, also where only the peering is left of it', async () => {
  const other = network.replace('vnet-a', 'vnet-b')
  const script = { [`GET ${network}`]: standing(peeredWith(other, '10.40.0.0/20', 'fd00::/48')) }
  expect(await messagesOf(script)).toEqual([expect.stringContaining('10.40.1.0/27 overlaps 10.40.0.0/20')])
  expect((await run(script)).findings[0]?.remedy).toContain('Remove the peering to-other')
  const alive = { ...script, [`GET ${other}`]: standing() }
  expect((await run(alive)).findings[0]?.remedy).toBe('Choose another range.')
})

test('a hub is held against its own ranges and its other spokes, but not against our own network', async () => {
  const own = network.replace('vnet-a', 'vnet-own')
  const body = Object(standing(peeredWith(own, '10.50.0.0/24')).body)
  const script = {
    [`GET ${hub}`]: { status: 200, body },
    [`GET ${own}`]: { status: 200, body: { tags: { 'palisade-workspace': 'ws-1' } } },
  }
  const asHub = { virtualNetworkId: hub, isHub: true, subnets: [] }
  expect((await run(script, { ...asHub, ranges: ['10.50.0.0/24'] })).findings).toEqual([])
  expect((await run(script, { ...asHub, ranges: ['10.50.0.0/24'] }, 'ws-2')).verdict).toBe('fail')
  expect(await messagesOf(script, { ...asHub, ranges: ['10.40.0.0/24'] })).toEqual([
    expect.stringContaining('10.40.0.0/24 overlaps 10.40.0.0/16 of the hub'),
  ])
})

test('a range in a subnet of somebody else fails; a subnet in a range that is cut up is a warning', async () => {
  const other = { id: `${network}/subnets/other`, name: 'other', properties: { addressPrefix: '10.40.2.0/24' } }
  const script = { [`GET ${network}`]: standing({}, [subnet, other]) }
  expect(await messagesOf(script, { ranges: ['10.40.2.64/27'] })).toEqual([
    expect.stringContaining('fail subnets-overlap 10.40.2.64/27 overlaps the subnet other'),
  ])
  expect(await messagesOf(script, { ranges: ['10.40.2.0/23'] })).toEqual([
    expect.stringContaining('warn subnets-overlap 10.40.2.0/23 overlaps the subnet other'),
  ])
})

test('too few free addresses fail: counted by Azure, or by what the network shows as used', async () => {
  const used = {
    ...subnet,
    properties: { ...subnet.properties, ipConfigurations: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] },
  }
  const script = { [`GET ${network}`]: standing({}, [used]) }
  expect((await run(script, { subnets: [named(24)] })).verdict).toBe('pass')
  expect(await messagesOf(script, { subnets: [named(25)] })).toEqual([
    expect.stringContaining('fail azure-subnet-full The subnet has 24 free addresses, and 25 are needed'),
  ])
  const counted = {
    ...script,
    [`GET ${network}/usages`]: { value: [{ id: training, currentValue: 20, limit: 27, name: {}, unit: 'Count' }] },
  }
  expect(await messagesOf(counted, { subnets: [named(8)] })).toEqual([expect.stringContaining('has 7 free addresses')])
})

function named(addresses: number): ExistingNetwork['subnets'][number] {
  return { id: training, purpose: 'training', addresses, hasPublicNodes: false }
}

test('a group that denies all fails with what nodes do not start without, and warns of the rest', async () => {
  const [vital, others, ...more] = await messagesOf(withRules(denyAll))
  expect(vital).toMatch(/^fail existing-unsuitable .*nsg-a/)
  for (const flow of [
    'AzureMachineLearning TCP 443',
    'BatchNodeManagement.westeurope TCP 443',
    'Storage.westeurope TCP 445',
  ])
    expect(vital).toContain(`to ${flow}`)
  expect(others).toMatch(/^warn existing-unsuitable .*AzureActiveDirectory TCP 443/)
  expect(more).toEqual([])
})

test('a group that lets everything to Azure out passes, and so does one without rules of its own', async () => {
  const toAzure = rule(100, 'Allow', { destinationAddressPrefix: 'AzureCloud', sourceAddressPrefix: 'VirtualNetwork' })
  expect((await run(withRules(toAzure, denyAll))).findings).toEqual([])
  expect((await run(withRules())).findings).toEqual([])
})

test('the first rule by priority decides, and a rule counts for its tag, port and protocol', async () => {
  const allow = (priority: number, tag: string, port: string, protocol = 'Tcp') =>
    rule(priority, 'Allow', { destinationAddressPrefix: tag, destinationPortRange: port, protocol })
  const needed = [
    allow(200, 'Storage', '440-450'),
    allow(201, 'BatchNodeManagement.westeurope', '443', '*'),
    allow(202, 'AzureMachineLearning', '443'),
  ]
  const findings = await messagesOf(withRules(denyAll, ...needed))
  expect(findings).toEqual([expect.stringMatching(/^warn/)])
  expect(findings[0]).not.toContain('Storage')
  expect(findings[0]).toContain('AzureMachineLearning UDP 5831')

  const otherRegion = allow(201, 'BatchNodeManagement.northeurope', '443')
  expect(await messagesOf(withRules(...needed.with(1, otherRegion), denyAll))).toEqual([
    expect.stringMatching(/^fail.*to BatchNodeManagement.westeurope TCP 443\./),
    expect.stringMatching(/^warn/),
  ])
  const deniedBefore = rule(100, 'Deny', { destinationAddressPrefix: 'Storage', destinationPortRange: '445' })
  expect(await messagesOf(withRules(deniedBefore, ...needed))).toEqual([
    expect.stringMatching(/^fail.*without: to Storage.westeurope TCP 445\./),
  ])
})

test('where ranges of addresses are allowed, a denial is unclear and only warns', async () => {
  const addresses = rule(100, 'Allow', {
    destinationAddressPrefixes: ['20.0.0.0/8'],
    destinationAddressPrefix: '',
  })
  expect(await messagesOf(withRules(addresses, denyAll))).toEqual([expect.stringMatching(/^warn.*Storage.westeurope/)])
})

test('a rule of another part of the network, and one for groups of applications, decide nothing', async () => {
  const elsewhere = rule(100, 'Deny', { sourceAddressPrefix: '10.40.9.0/24' })
  const ofApplications = rule(101, 'Deny', { sourceApplicationSecurityGroups: [{ id: `${group}/asg` }] })
  expect((await run(withRules(elsewhere, ofApplications))).findings).toEqual([])
})

test('nodes with public addresses need a rule that lets Azure ML in', async () => {
  const subnets = [{ ...named(1), hasPublicNodes: true }]
  expect(await messagesOf(withRules(), { subnets })).toEqual([
    expect.stringMatching(/^fail.*from AzureMachineLearning TCP 44224/),
  ])
  const letIn = rule(100, 'Allow', {
    direction: 'Inbound',
    sourceAddressPrefix: 'AzureMachineLearning',
    destinationAddressPrefix: 'VirtualNetwork',
    destinationPortRange: '44224',
  })
  expect((await run(withRules(letIn), { subnets })).findings).toEqual([])
})

test('rules that may not be read are a warning', async () => {
  const script = { [`GET ${network}`]: standing({}, guarded), [`GET ${rules}`]: noAccess }
  expect((await run(script)).findings).toMatchObject([{ verdict: 'warn', subject: rules }])
})
