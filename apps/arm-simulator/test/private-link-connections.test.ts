import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import { read } from '../src/json/read.ts'
import { type Arm, armOf, bodies, group, location, net } from './arm.ts'

const account = `${group}/providers/Microsoft.Storage/storageAccounts/linkedstore`
const registry = `${group}/providers/Microsoft.ContainerRegistry/registries/linkedregistry`
const subnet = `${net}/virtualNetworks/vnet/subnets/endpoints`
const endpoint = `${net}/privateEndpoints/pe`

describe('what the owner of a target decides about the endpoints that lead to it', () => {
  let simulator: Simulator
  let arm: Arm

  beforeAll(async () => {
    simulator = await startSimulator({ timeScale: 100_000 })
    arm = armOf(simulator)
  })
  afterAll(() => simulator.close())

  beforeEach(async () => {
    await arm.send('POST', '/_simulator/reset')
    await arm.put(group, { location })
    await arm.make(`${net}/virtualNetworks/vnet`, bodies.network({ endpoints: '10.0.1.0/24' }))
    await arm.make(account, bodies.storage)
  })

  async function connect(target: string, groupId: string, kind: 'privateLink' | 'manualPrivateLink'): Promise<string> {
    await arm.make(endpoint, {
      location,
      properties: {
        subnet: { id: subnet },
        [`${kind}ServiceConnections`]: [
          { name: 'link', properties: { privateLinkServiceId: target, groupIds: [groupId] } },
        ],
      },
    })
    const { body } = await arm.get(`${target}/privateEndpointConnections`)
    const name = read.text(read.list(body, 'value')[0], 'name') ?? ''
    return `${target}/privateEndpointConnections/${name}`
  }

  const statusOf = async (): Promise<string | undefined> => {
    const { body } = await arm.get(endpoint)
    const [connection] = [
      ...read.list(body, 'properties', 'privateLinkServiceConnections'),
      ...read.list(body, 'properties', 'manualPrivateLinkServiceConnections'),
    ]
    return read.text(connection, 'properties', 'privateLinkServiceConnectionState', 'status')
  }

  const decision = (status: string) => ({
    properties: { privateLinkServiceConnectionState: { status, description: `${status} by the owner` } },
  })

  it('a connection that was asked for by hand waits until the owner approves it, and both sides say so', async () => {
    const connection = await connect(account, 'blob', 'manualPrivateLink')
    expect(await statusOf()).toBe('Pending')

    const approved = await arm.put(connection, decision('Approved'))
    expect(approved.status).toBe(200)
    expect(read.at(approved.body, 'properties', 'privateLinkServiceConnectionState')).toMatchObject({
      status: 'Approved',
      description: 'Approved by the owner',
    })
    expect(await statusOf()).toBe('Approved')
  })

  it('a rejected connection stays, rejected', async () => {
    const connection = await connect(account, 'blob', 'privateLink')
    await arm.put(connection, decision('Rejected'))
    expect(
      read.text((await arm.get(connection)).body, 'properties', 'privateLinkServiceConnectionState', 'status'),
    ).toBe('Rejected')
    expect(await statusOf()).toBe('Rejected')
  })

  it('a decision that is none is refused, and nothing changes', async () => {
    const connection = await connect(account, 'blob', 'manualPrivateLink')
    expect((await arm.put(connection, decision('Perhaps'))).code).toBe('BadRequest')
    expect(await statusOf()).toBe('Pending')
  })

  it('a connection that the owner deletes is gone for him, and disconnected for the endpoint', async () => {
    const connection = await connect(account, 'blob', 'privateLink')
    expect((await arm.delete(connection)).status).toBe(200)
    expect((await arm.get(connection)).status).toBe(404)
    expect((await arm.delete(connection)).status).toBe(204)
    expect(await statusOf()).toBe('Disconnected')
  })

  it('a registry takes its time: 201 with a status address for a decision, 202 with a result address for a delete', async () => {
    await arm.make(registry, bodies.registry())
    const connection = await connect(registry, 'registry', 'manualPrivateLink')
    const approved = await arm.put(connection, decision('Approved'))
    expect(approved.status).toBe(201)
    expect(approved.headers['azure-asyncoperation']).toBeDefined()
    const deleted = await arm.take(connection)
    expect(deleted.status).toBe(202)
    expect(deleted.headers.location).toBeDefined()
    expect((await arm.get(connection)).status).toBe(404)
  })

  it('each sub-resource tells its members and the zones that its names belong into', async () => {
    const { body } = await arm.get(`${account}/privateLinkResources`)
    const blob = read.list(body, 'value').find((item) => read.text(item, 'properties', 'groupId') === 'blob')
    expect(read.at(blob, 'properties')).toMatchObject({
      requiredMembers: ['blob'],
      requiredZoneNames: ['privatelink.blob.core.windows.net'],
    })
    expect((await arm.get(`${account}/privateLinkResources/nothing`)).status).toBe(404)
  })
})
