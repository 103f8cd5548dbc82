import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import { read } from '../src/json/read.ts'
import { type Arm, armOf, bodies, group, location, net } from './arm.ts'
import { clientsOf, subscription } from './clients.ts'
import { Clock } from './clock.ts'

const providers = `/subscriptions/${subscription}/providers`

const clock = new Clock()
let simulator: Simulator
let arm: Arm
beforeAll(async () => {
  simulator = await startSimulator({ now: clock.now, timeScale: 2_000, unregistered: ['Microsoft.Storage'] })
  arm = armOf(simulator, undefined, clock)
})
afterEach(() => arm.post('/_simulator/reset'))
afterAll(() => simulator.close())

const stateOf = async (namespace: string) =>
  read.text((await arm.get(`${providers}/${namespace}`)).body, 'registrationState')

it('nothing is written to a provider that the subscription is not registered with, until it is', async () => {
  await arm.put(group, { location })
  const account = `${group}/providers/Microsoft.Storage/storageAccounts/stregister`
  const refused = await arm.put(account, bodies.storage)
  expect(refused).toMatchObject({ status: 409, code: 'MissingSubscriptionRegistration' })
  expect(read.list(refused.body, 'error', 'details')).toMatchObject([{ target: 'Microsoft.Storage' }])
  expect((await arm.get(account)).status).toBe(404)
  expect((await arm.put(`${net}/virtualNetworks/vnet`, bodies.network())).status).toBe(201)

  const accepted = await arm.post(`${providers}/Microsoft.Storage/register`)
  expect(accepted.status).toBe(200)
  expect(read.text(accepted.body, 'registrationState')).toBe('Registering')
  clock.pass(60_000)
  expect(await stateOf('Microsoft.Storage')).toBe('Registered')
  expect((await arm.put(account, bodies.storage)).status).toBe(202)
})

it('a provider whose resources are there is not given up, and an unused one is', async () => {
  await arm.put(group, { location })
  await arm.make(`${net}/virtualNetworks/vnet`, bodies.network())
  expect((await arm.post(`${providers}/Microsoft.Network/unregister`)).status).toBe(409)
  await arm.post(`${providers}/Microsoft.KeyVault/unregister`)
  clock.pass(60_000)
  expect(await stateOf('Microsoft.KeyVault')).toBe('NotRegistered')
})

it('the official client lists providers with their types, and says which there are not', async () => {
  const { resources: client } = clientsOf(simulator, undefined, clock)
  const all = await Array.fromAsync(client.providers.list())
  expect(all.map(({ namespace }) => namespace)).toContain('Microsoft.MachineLearningServices')
  const network = await client.providers.get('Microsoft.Network')
  const type = network.resourceTypes?.find(({ resourceType }) => resourceType === 'virtualNetworks/subnets')
  expect(type?.apiVersions).toContain('2024-01-01')
  await expect(client.providers.get('Microsoft.Nothing')).rejects.toMatchObject({ code: 'InvalidResourceNamespace' })
})
