import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import type { JsonObject } from '../src/json/json.ts'
import { read } from '../src/json/read.ts'
import { type Arm, type ArmAnswer, armOf, bodies, group, location, makeWorkspace, ml, net } from './arm.ts'
import { Clock } from './clock.ts'

const clock = new Clock()
let simulator: Simulator
let arm: Arm

beforeAll(async () => {
  simulator = await startSimulator({ now: clock.now, timeScale: 1000 })
  arm = armOf(simulator, undefined, clock)
})
afterAll(() => simulator.close())
beforeEach(async () => {
  await arm.send('POST', '/_simulator/reset')
  await arm.put(group, { location })
})

const error = { code: 'Conflict', message: 'It came to nothing.' }
const fail = (method: string, idContains: string): Promise<ArmAnswer> =>
  arm.send('POST', '/_simulator/faults', { match: { method, idContains }, failOperation: error })
const stateOf = async (path: string): Promise<string | undefined> =>
  read.text((await arm.get(path)).body, 'properties', 'provisioningState')

/** Polls to the end, at the address that a header gives. */
async function endOf(answer: ArmAnswer, header: 'azure-asyncoperation' | 'location'): Promise<ArmAnswer> {
  const url = String(answer.headers[header])
  for (;;) {
    const poll = await arm.send('GET', url)
    const isRunning = header === 'location' ? poll.status === 202 : poll.body.status === 'InProgress'
    if (!isRunning) return poll
  }
}

describe('a create that fails', () => {
  it('leaves the resource as Failed, says so at its status address, and can be sent again', async () => {
    const path = `${net}/networkSecurityGroups/nsg`
    await fail('PUT', '/nsg')
    const answer = await arm.put(path, { location })
    expect(answer.status).toBe(201)
    expect(await endOf(answer, 'azure-asyncoperation')).toMatchObject({
      status: 200,
      body: { status: 'Failed', error },
    })
    expect(await stateOf(path)).toBe('Failed')
    await arm.make(path, { location })
    expect(await stateOf(path)).toBe('Succeeded')
  })
  it('told by a result address answers there with the status of the error', async () => {
    await fail('PUT', '/privateDnsZones/')
    const answer = await arm.put(`${net}/privateDnsZones/a.example`, { location: 'global' })
    expect(await endOf(answer, 'location')).toMatchObject({ status: 409, body: { error } })
  })
  it('in the old way leaves nothing', async () => {
    const path = `${group}/providers/Microsoft.Storage/storageAccounts/onestore`
    await fail('PUT', '/onestore')
    const answer = await arm.put(path, bodies.storage)
    expect(await endOf(answer, 'location')).toMatchObject({ status: 409, body: { error } })
    expect((await arm.get(path)).status).toBe(404)
    await arm.make(path, bodies.storage)
    expect((await arm.get(path)).status).toBe(200)
  })
  it('of a private endpoint leaves an interface that its next try uses', async () => {
    await arm.make(`${net}/virtualNetworks/vnet`, bodies.network({ a: '10.0.1.0/24' }))
    const storage = `${group}/providers/Microsoft.Storage/storageAccounts/onestore`
    await arm.make(storage, bodies.storage)
    const body = bodies.endpoint(`${net}/virtualNetworks/vnet/subnets/a`, storage, 'blob')
    await fail('PUT', '/privateEndpoints/')
    await endOf(await arm.put(`${net}/privateEndpoints/pe`, body), 'azure-asyncoperation')
    expect(read.list((await arm.get(storage)).body, 'properties', 'privateEndpointConnections')).toHaveLength(0)
    await arm.make(`${net}/privateEndpoints/pe`, body)
    expect(read.list((await arm.get(storage)).body, 'properties', 'privateEndpointConnections')).toHaveLength(1)
    const cards = read.list((await arm.get(`${net}/networkInterfaces`)).body, 'value')
    expect(cards.map((card) => read.text(card, 'properties', 'provisioningState'))).toEqual(['Succeeded'])
  })
  it('of a workspace leaves it as Failed, and what refers to it is refused meanwhile', async () => {
    await fail('PUT', '/workspaces/mlws')
    await expect(makeWorkspace(arm)).resolves.toBeUndefined()
    expect(await stateOf(`${ml}/mlws`)).toBe('Failed')
    const compute = { location, properties: { computeType: 'AmlCompute', properties: {} } }
    expect((await arm.put(`${ml}/mlws/computes/cpu`, compute)).status).toBe(409)
  })
})

describe('an update that fails', () => {
  it('is taken back, with what came with it and what it replaced', async () => {
    const path = `${net}/virtualNetworks/vnet`
    await arm.make(path, bodies.network({ a: '10.0.1.0/24', b: '10.0.2.0/24' }))
    await fail('PUT', '/vnet')
    const answer = await arm.put(path, {
      ...bodies.network({ a: '10.0.9.0/24', c: '10.0.3.0/24' }),
      tags: { changed: 'yes' },
    })
    await endOf(answer, 'azure-asyncoperation')
    const { body } = await arm.get(path)
    expect(body.tags).toBeUndefined()
    const subnets = read.list(body, 'properties', 'subnets').map((subnet) => {
      const { addressPrefix, provisioningState } = read.object(subnet, 'properties')
      return `${read.text(subnet, 'name')} ${String(addressPrefix)} ${String(provisioningState)}`
    })
    expect(subnets).toEqual(['a 10.0.1.0/24 Succeeded', 'b 10.0.2.0/24 Succeeded'])
    expect(await stateOf(path)).toBe('Failed')
    await arm.make(path, bodies.network({ a: '10.0.1.0/24' }))
    expect(await stateOf(path)).toBe('Succeeded')
  })
  it('of routes leaves those that were there', async () => {
    const path = `${net}/routeTables/rt`
    const routes = (...names: string[]): JsonObject => ({
      location,
      properties: {
        routes: names.map((name) => ({ name, properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'Internet' } })),
      },
    })
    await arm.make(path, routes('one'))
    await fail('PUT', '/rt')
    await endOf(await arm.put(path, routes('two')), 'azure-asyncoperation')
    const left = read.list((await arm.get(path)).body, 'properties', 'routes')
    expect(left.map((route) => read.text(route, 'name'))).toEqual(['one'])
  })
})

describe('a delete that fails', () => {
  it('leaves the resource, and works the next time', async () => {
    const path = `${net}/virtualNetworks/vnet`
    await arm.make(path, bodies.network())
    await fail('DELETE', '/vnet')
    const answer = await arm.delete(path)
    expect(await endOf(answer, 'azure-asyncoperation')).toMatchObject({
      status: 200,
      body: { status: 'Failed', error },
    })
    expect(await endOf(answer, 'location')).toMatchObject({ status: 409, body: { error } })
    expect(await stateOf(path)).toBe('Failed')
    await arm.take(path)
    expect((await arm.get(path)).status).toBe(404)
  })
  it('of a group leaves it as it was', async () => {
    await fail('DELETE', '/resourceGroups/rg')
    await endOf(await arm.delete(group), 'location')
    expect(await stateOf(group)).toBe('Succeeded')
    expect((await arm.put(`${net}/networkSecurityGroups/nsg`, { location })).status).toBe(201)
  })
})

it('an action that fails leaves an instance as it was', async () => {
  await makeWorkspace(arm)
  const path = `${ml}/mlws/computes/own-box`
  await arm.make(path, { location, properties: { computeType: 'ComputeInstance', properties: { vmSize: 'a' } } })
  await fail('POST', '/stop')
  const answer = await arm.post(`${path}/stop`)
  expect(await endOf(answer, 'azure-asyncoperation')).toMatchObject({ body: { status: 'Failed' } })
  expect(read.text((await arm.get(path)).body, 'properties', 'properties', 'state')).toBe('Running')
})
