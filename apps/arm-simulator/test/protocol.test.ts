import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import { read } from '../src/json/read.ts'
import { type Arm, armOf, bodies, group, location, net } from './arm.ts'
import { Clock } from './clock.ts'

const clock = new Clock()
let simulator: Simulator
let arm: Arm

beforeAll(async () => {
  simulator = await startSimulator({ now: clock.now, timeScale: 50 })
  arm = armOf(simulator, undefined, clock)
  await arm.put(group, { location })
})
afterAll(() => simulator.close())

describe('who is let in', () => {
  it('nobody without a bearer token', async () => {
    const answer = await armOf(simulator, {}).get(group)
    expect(`${answer.status} ${answer.code}`).toBe('401 AuthenticationFailed')
  })
  it('no request without an api-version', async () => {
    const answer = await arm.send('GET', group)
    expect(`${answer.status} ${answer.code}`).toBe('400 MissingApiVersionParameter')
  })
  it('any case and a double slash', async () => {
    const answer = await arm.get(`/${group.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions')}`)
    expect(answer.status).toBe(200)
    expect(answer.body.id).toBe(group)
  })
  it('broken content is told so, and the server goes on', async () => {
    expect((await arm.put(`${net}/networkSecurityGroups/a`, '{')).code).toBe('InvalidRequestContent')
    expect((await arm.put(`${net}/networkSecurityGroups/a`, '[]')).code).toBe('InvalidRequestContent')
    expect((await arm.get('/subscriptions/%E0%A4%A')).status).toBe(400)
    expect((await arm.put(`${net}/networkSecurityGroups/a`, { location, x: 'y'.repeat(5_000_000) })).status).toBe(413)
    expect((await arm.put(`${net}/networkSecurityGroups/a`, { location: 7, properties: 'odd' })).status).toBeLessThan(
      500,
    )
    expect((await arm.send('GET', '/_simulator/health')).body).toMatchObject({ status: 'ok', timeScale: 50 })
  })
})

describe('long-running operations', () => {
  it('network: 201 with Azure-AsyncOperation, Updating until then', async () => {
    const path = `${net}/networkSecurityGroups/nsg`
    const answer = await arm.put(path, { location })
    expect(answer.status).toBe(201)
    expect(read.text(answer.body, 'properties', 'provisioningState')).toBe('Updating')
    expect(answer.headers.location).toBeUndefined()
    expect(answer.headers['retry-after']).toBe('1')
    const status = String(answer.headers['azure-asyncoperation'])
    expect(status).toMatch(
      new RegExp(`^${simulator.url}/subscriptions/.*/providers/Microsoft.Network/locations/westeurope/operations/`),
    )
    const poll = await arm.send('GET', status)
    expect(poll).toMatchObject({ status: 200, body: { status: 'InProgress' } })
    clock.pass(60_000)
    expect((await arm.send('GET', status)).body.status).toBe('Succeeded')
    expect(read.text((await arm.get(path)).body, 'properties', 'provisioningState')).toBe('Succeeded')
    expect((await arm.put(path, { location })).status).toBe(200)
  })
  it('network delete: 202 with both headers, Deleting until then, and 204 at the end', async () => {
    const path = `${net}/routeTables/table`
    await arm.make(path, { location })
    const answer = await arm.delete(path)
    expect(answer.status).toBe(202)
    expect(answer.headers['azure-asyncoperation']).toBeDefined()
    expect(read.text((await arm.get(path)).body, 'properties', 'provisioningState')).toBe('Deleting')
    expect((await arm.delete(path)).status).toBe(202)
    const result = String(answer.headers.location)
    expect((await arm.send('GET', result)).status).toBe(202)
    clock.pass(60_000)
    expect((await arm.send('GET', result)).status).toBe(204)
    expect((await arm.get(path)).status).toBe(404)
  })
  it('storage: 202 with Location, a 404 until the poll answers with the account', async () => {
    const path = `${group}/providers/Microsoft.Storage/storageAccounts/protocolstore`
    const answer = await arm.put(path, bodies.storage)
    expect(answer.status).toBe(202)
    expect(answer.body).toEqual({})
    expect((await arm.get(path)).status).toBe(404)
    const result = String(answer.headers.location)
    clock.pass(60_000)
    expect((await arm.send('GET', result)).status).toBe(200)
    expect((await arm.send('GET', result)).body.name).toBe('protocolstore')
    expect((await arm.delete(path)).status).toBe(200)
  })
  it('vault: no headers, RegisteringDns in the body', async () => {
    const answer = await arm.put(`${group}/providers/Microsoft.KeyVault/vaults/protocolvault`, bodies.vault)
    expect(answer.status).toBe(201)
    expect(read.text(answer.body, 'properties', 'provisioningState')).toBe('RegisteringDns')
    expect(answer.headers['azure-asyncoperation']).toBeUndefined()
  })
  it('retry-after-ms is exact, and never after the end', async () => {
    const answer = await arm.put(`${net}/publicIPAddresses/pip`, { location })
    // Four simulated seconds at fifty times the speed, of which half is waited.
    expect(Number(answer.headers['retry-after-ms'])).toBeLessThanOrEqual(40)
    expect(Number(answer.headers['retry-after-ms'])).toBeGreaterThan(30)
  })
})

describe('etags and tags', () => {
  it('a write against an old etag is refused', async () => {
    const path = `${net}/networkSecurityGroups/tagged`
    const made = await arm.make(path, { location, tags: { a: '1' } })
    expect((await arm.put(path, { location }, { 'if-match': 'W/"old"' })).status).toBe(412)
    expect((await arm.put(path, { location }, { 'if-none-match': '*' })).status).toBe(412)
    expect(
      (await arm.put(path, { location, tags: { a: '2' } }, { 'if-match': String(made.headers.etag) })).status,
    ).toBe(200)
  })
  it('a patch replaces the tags and nothing else', async () => {
    const path = `${net}/publicIPAddresses/patched`
    const made = await arm.make(path, { location, tags: { a: '1' } })
    const answer = await arm.patch(path, { tags: { b: '2' } })
    expect(answer.status).toBe(200)
    expect(answer.body.tags).toEqual({ b: '2' })
    expect(read.text(answer.body, 'properties', 'ipAddress')).toBe(read.text(made.body, 'properties', 'ipAddress'))
  })
  it('network rules of storage are patched, but only for subnets with the service endpoint', async () => {
    const path = `${group}/providers/Microsoft.Storage/storageAccounts/aclstore`
    const vnet = `${net}/virtualNetworks/aclnet`
    await Promise.all([arm.make(path, bodies.storage), arm.make(vnet, bodies.network({ a: '10.0.1.0/24' }))])
    const acls = {
      properties: { networkAcls: { defaultAction: 'Deny', virtualNetworkRules: [{ id: `${vnet}/subnets/a` }] } },
    }
    expect((await arm.patch(path, acls)).code).toBe('NetworkAclsValidationFailure')
    await arm.make(`${vnet}/subnets/a`, {
      properties: { addressPrefix: '10.0.1.0/24', serviceEndpoints: [{ service: 'Microsoft.Storage' }] },
    })
    const answer = await arm.patch(path, acls)
    expect(answer.status).toBe(200)
    expect(read.text(answer.body, 'properties', 'networkAcls', 'defaultAction')).toBe('Deny')
    // The rule does not hold the subnet: Azure lets it go.
    expect((await arm.delete(`${vnet}/subnets/a`)).status).toBe(202)
  })
})
