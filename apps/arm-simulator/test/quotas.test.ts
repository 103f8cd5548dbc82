import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import { read } from '../src/json/read.ts'
import { readSettings } from '../src/server/read-settings.ts'
import { type Arm, armOf, bodies, group, location, makeWorkspace, ml, net } from './arm.ts'
import { subscription } from './clients.ts'

const providers = `/subscriptions/${subscription}/providers`
const vms = `${group}/providers/Microsoft.Compute/virtualMachines`

let simulator: Simulator
let arm: Arm
beforeAll(async () => {
  simulator = await startSimulator({
    timeScale: 1e6,
    quotas: [{ counter: 'network', name: 'PublicIPAddresses', limit: 1 }],
  })
  arm = armOf(simulator)
})
afterEach(() => arm.post('/_simulator/reset'))
afterAll(() => simulator.close())

const quota = (counter: string, name: string, limit: number) =>
  arm.send('PUT', '/_simulator/quotas', { subscription, region: location, counter, name, limit })
const usage = async (namespace: string, name: string) =>
  read
    .list((await arm.get(`${providers}/${namespace}/locations/${location}/usages`)).body, 'value')
    .find((item) => read.text(item, 'name', 'value') === name)

it('what is given at the start holds again after a reset', async () => {
  await quota('network', 'PublicIPAddresses', 5)
  await arm.post('/_simulator/reset')
  await arm.put(group, { location })
  const address = { location, sku: { name: 'Standard' }, properties: { publicIPAllocationMethod: 'Static' } }
  await arm.make(`${net}/publicIPAddresses/one`, address)
  expect(await usage('Microsoft.Network', 'PublicIPAddresses')).toMatchObject({ currentValue: 1, limit: 1 })
  expect(await arm.put(`${net}/publicIPAddresses/two`, address)).toMatchObject({
    status: 400,
    code: 'PublicIPCountLimitReached',
  })
  expect((await arm.put(`${net}/publicIPAddresses/one`, address)).status).toBe(200)
})

describe('machines', () => {
  const machine = async (name: string, vmSize: string) => {
    const card = `${net}/networkInterfaces/${name}`
    await arm.make(card, {
      location,
      properties: {
        ipConfigurations: [{ name: 'a', properties: { subnet: { id: `${net}/virtualNetworks/vnet/subnets/a` } } }],
      },
    })
    return arm.put(`${vms}/${name}`, {
      location,
      properties: {
        hardwareProfile: { vmSize },
        storageProfile: {
          imageReference: { publisher: 'Canonical', offer: 'ubuntu', sku: '22_04', version: 'latest' },
          osDisk: { createOption: 'FromImage' },
        },
        osProfile: { computerName: name, adminUsername: 'someone', adminPassword: 'Sample-Passw0rd!' },
        networkProfile: { networkInterfaces: [{ id: card }] },
      },
    })
  }
  const prepare = async () => {
    await arm.put(group, { location })
    await arm.make(`${net}/virtualNetworks/vnet`, bodies.network({ a: '10.0.0.0/24' }))
  }

  it('are refused over the quota of their family, and over that of all', async () => {
    await prepare()
    await quota('compute', 'standardDSv3Family', 4)
    expect((await machine('one', 'Standard_D2s_v3')).status).toBe(201)
    expect(await usage('Microsoft.Compute', 'cores')).toMatchObject({ currentValue: 2 })
    expect(await machine('two', 'Standard_D4s_v3')).toMatchObject({ status: 409, code: 'OperationNotAllowed' })
    await quota('compute', 'cores', 3)
    expect(await machine('three', 'Standard_F4s_v2')).toMatchObject({ status: 409, code: 'OperationNotAllowed' })
  })

  it('of a size that a region does not have are refused', async () => {
    await prepare()
    await quota('sizes', 'Standard_NC6s_v3', 0)
    expect(await machine('gpu', 'Standard_NC6s_v3')).toMatchObject({ status: 409, code: 'SkuNotAvailable' })
    const sizes = read.list(
      (await arm.get(`${providers}/Microsoft.MachineLearningServices/locations/${location}/vmSizes`)).body,
      'value',
    )
    expect(sizes.map((size) => read.text(size, 'name'))).not.toContain('Standard_NC6s_v3')
  })
})

describe('Azure ML', () => {
  const cluster = (vmPriority: string, minNodeCount: number) => ({
    location,
    properties: {
      computeType: 'AmlCompute',
      properties: { vmSize: 'Standard_DS3_v2', vmPriority, scaleSettings: { minNodeCount, maxNodeCount: 4 } },
    },
  })

  it('counts low priority apart, and nodes that are always there', async () => {
    await arm.put(group, { location })
    await makeWorkspace(arm)
    await quota('machineLearning', 'lowPriorityCores', 8)
    await quota('machineLearning', 'dedicatedCores', 0)
    await arm.make(`${ml}/mlws/computes/low`, cluster('LowPriority', 2))
    expect(await usage('Microsoft.MachineLearningServices', 'Total Cluster LowPriority Regional vCPUs')).toMatchObject({
      currentValue: 8,
    })
    expect(await arm.put(`${ml}/mlws/computes/more`, cluster('LowPriority', 0))).toMatchObject({
      status: 400,
      code: 'BadRequest',
    })
    const refused = await arm.put(`${ml}/mlws/computes/dedicated`, cluster('Dedicated', 0))
    expect(JSON.stringify(refused.body)).toContain('has a total vCPU quota of 0')
  })

  it('a deployment without machines fails at its end, and counts a fifth more than it has', async () => {
    await arm.put(group, { location })
    await makeWorkspace(arm)
    await arm.make(`${ml}/mlws/onlineEndpoints/score`, {
      location,
      identity: { type: 'SystemAssigned' },
      properties: { authMode: 'Key' },
    })
    await quota('machineLearning', 'standardDSv2Family', 8)
    const deployment = (capacity: number) => ({
      location,
      sku: { name: 'Default', capacity },
      properties: { endpointComputeType: 'Managed', instanceType: 'Standard_DS3_v2' },
    })
    const path = `${ml}/mlws/onlineEndpoints/score/deployments`
    await expect(arm.make(`${path}/two`, deployment(2))).rejects.toThrow('OutOfQuota')
    await arm.take(`${path}/two`)
    await arm.make(`${path}/one`, deployment(1))
    expect(
      await usage('Microsoft.MachineLearningServices', 'Standard DSv2 Family Cluster Dedicated vCPUs'),
    ).toMatchObject({ currentValue: 8 })
  })
})

it('settings of governance come from the command line', () => {
  const settings = readSettings(
    ['--unregistered', 'Microsoft.Compute, Microsoft.Storage', '--role-delay', '30', '--page-size', '5'],
    {},
  )
  expect(settings).toMatchObject({
    unregistered: ['Microsoft.Compute', 'Microsoft.Storage'],
    roleDelaySeconds: 30,
    pageSize: 5,
  })
})
