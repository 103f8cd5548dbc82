import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import { type Arm, armOf } from './arm.ts'
import { subscription } from './clients.ts'

const folder = mkdtempSync(join(tmpdir(), 'arm-simulator-faults-'))
const group = `/subscriptions/${subscription}/resourceGroups/rg`
const network = `${group}/providers/Microsoft.Network/virtualNetworks/vnet`
const body = { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } }
const assignment = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/someone`

let simulator: Simulator
let arm: Arm
beforeAll(async () => {
  simulator = await startSimulator({ timeScale: 1_000, record: join(folder, 'exchanges.jsonl') })
  arm = armOf(simulator)
})
afterEach(() => arm.post('/_simulator/reset'))
afterAll(async () => {
  await simulator.close()
  rmSync(folder, { recursive: true })
})

async function add(fault: unknown): Promise<string> {
  const added = await arm.post('/_simulator/faults', fault)
  expect(added.status).toBe(201)
  return String(added.body.id)
}

const makeGroup = () => arm.put(group, { location: 'westeurope' })

interface Seen {
  readonly id: string
  readonly seen: number
  readonly struck: number
}
const faults = async () => ((await arm.get('/_simulator/faults')).body as unknown as { items: Seen[] }).items
const ledger = async () =>
  ((await arm.get('/_simulator/ledger?after=0')).body as unknown as { items: Record<string, unknown>[] }).items

describe('what goes wrong on demand', () => {
  it('the n-th call of a type is refused with the given error, and only that one', async () => {
    await makeGroup()
    const details = [{ code: 'ReferencedResourceNotProvisioned', message: 'not yet' }]
    const error = { status: 429, code: 'RetryableError', message: 'again', details, retryAfterSeconds: 5 }
    const id = await add({ match: { method: 'put', type: 'microsoft.network/virtualnetworks', nth: 2 }, error })
    expect((await arm.put(network, body)).status).toBe(201)
    const refused = await arm.put(`${network}-2`, body)
    expect(refused).toMatchObject({ status: 429, code: 'RetryableError', body: { error: { details } } })
    // What is left of it when the answer is written.
    expect(Number(refused.headers['retry-after-ms'])).toBeLessThanOrEqual(5)
    expect((await arm.get(`${network}-2`)).status).toBe(404)
    expect((await arm.put(`${network}-3`, body)).status).toBe(201)
    expect(await faults()).toMatchObject([{ id, seen: 3, struck: 1 }])
    expect(await ledger()).toContainEqual(
      expect.objectContaining({ status: 429, errorCode: 'RetryableError', fault: id }),
    )
  })

  it('the connection breaks before the call has an effect', async () => {
    await add({ match: { method: 'PUT' }, drop: 'before' })
    await expect(makeGroup()).rejects.toThrow()
    expect((await arm.get(group)).status).toBe(404)
  })

  it('the connection breaks after the call had its effect', async () => {
    await add({ match: { method: 'PUT' }, drop: 'after' })
    await expect(makeGroup()).rejects.toThrow()
    expect((await arm.get(group)).status).toBe(200)
  })

  it('the answer is cut off in the middle, and the effect is there', async () => {
    await add({ match: { method: 'PUT' }, malformed: true })
    await expect(makeGroup()).rejects.toThrow(SyntaxError)
    expect((await arm.get(group)).status).toBe(200)
  })

  it('the answer comes late', async () => {
    await add({ match: { method: 'PUT' }, delay: { seconds: 300 } })
    const begun = performance.now()
    expect((await makeGroup()).status).toBe(201)
    expect(performance.now() - begun).toBeGreaterThanOrEqual(290)
  })

  it('an operation is accepted and fails: its status says why, and what was to be made is Failed', async () => {
    await makeGroup()
    const failOperation = { code: 'InternalServerError', message: 'An error occurred.' }
    await add({ match: { method: 'PUT', idContains: '/VNET' }, failOperation })
    const accepted = await arm.put(network, body)
    expect(accepted.status).toBe(201)
    const status = await arm.untilDone(accepted)
    expect(status.body).toMatchObject({ status: 'Failed', error: failOperation })
    expect((await arm.get(network)).body).toMatchObject({ properties: { provisioningState: 'Failed' } })
    const again = await arm.make(network, body)
    expect(again.body).toMatchObject({ properties: { provisioningState: 'Succeeded' } })
  })

  it('a change that fails leaves what was there before, and a removal that fails leaves it there', async () => {
    await makeGroup()
    await arm.make(network, { ...body, tags: { version: 'old' } })
    const failOperation = { code: 'Conflict', message: 'no' }
    await add({ match: { method: 'PUT', type: 'Microsoft.Network/virtualNetworks' }, failOperation })
    await arm.untilDone(await arm.put(network, { ...body, tags: { version: 'new' } }))
    expect((await arm.get(network)).body).toMatchObject({ tags: { version: 'old' } })
    await add({ match: { method: 'DELETE' }, failOperation })
    await arm.untilDone(await arm.delete(network))
    expect((await arm.get(network)).status).toBe(200)
    expect((await arm.delete(network)).status).toBe(202)
  })

  it('what is done at once has no operation that could fail, and is refused', async () => {
    await makeGroup()
    await add({ match: { idContains: 'userAssignedIdentities' }, failOperation: { code: 'Nope', message: 'no' } })
    expect(await arm.put(assignment, { location: 'westeurope' })).toMatchObject({ status: 400, code: 'Nope' })
    expect((await arm.get(assignment)).status).toBe(404)
  })

  it('an operation goes on, and nobody can ask how', async () => {
    await makeGroup()
    await add({ match: { method: 'PUT', idContains: 'virtualNetworks' }, loseOperation: true })
    const accepted = await arm.put(network, body)
    const url = String(accepted.headers['azure-asyncoperation'])
    expect((await arm.get(url)).status).toBe(404)
    await expect
      .poll(async () => (await arm.get(network)).body)
      .toMatchObject({ properties: { provisioningState: 'Succeeded' } })
  })

  it('polls have the type operation', async () => {
    await makeGroup()
    await add({ match: { type: 'operation' }, error: { status: 503, code: 'ServerBusy', message: 'later' } })
    const accepted = await arm.put(network, body)
    const url = String(accepted.headers['azure-asyncoperation'])
    expect((await arm.get(url)).status).toBe(503)
    expect((await arm.get(url)).status).toBe(200)
  })

  it('chance is the same for the same seed', async () => {
    const strikes = async (seed: number): Promise<number[]> => {
      const error = { status: 500, code: 'InternalServerError', message: 'by chance' }
      const one = await startSimulator({ seed, faults: [{ match: { times: 0, probability: 0.3 }, error }] })
      const its = armOf(one)
      const statuses: number[] = []
      for (let call = 0; call < 30; call += 1) statuses.push((await its.get(group)).status)
      await one.close()
      return statuses
    }
    const [first, same, other] = [await strikes(7), await strikes(7), await strikes(8)]
    expect(first).toEqual(same)
    expect(first).not.toEqual(other)
    expect(first).toContain(500)
    expect(first).toContain(404)
  })

  it('faults survive a restart with their counts', async () => {
    const data = join(folder, 'data')
    const error = { status: 500, code: 'InternalServerError', message: 'once' }
    const before = await startSimulator({ dataFolder: data })
    await armOf(before).post('/_simulator/faults', { match: { nth: 2 }, error })
    await armOf(before).get(group)
    await before.close()
    const after = await startSimulator({ dataFolder: data })
    expect((await armOf(after).get(group)).status).toBe(500)
    expect((await armOf(after).get(group)).status).toBe(404)
    await after.close()
  })

  it('one can be taken back', async () => {
    const id = await add({ match: {}, error: { status: 500, code: 'X', message: 'x' } })
    expect((await arm.delete(`/_simulator/faults/${id}`)).status).toBe(204)
    expect(await faults()).toEqual([])
    expect((await arm.delete(`/_simulator/faults/${id}`)).status).toBe(404)
  })

  it.each([
    [{}, 'exactly one of'],
    [{ drop: 'before', malformed: true }, 'drop and malformed'],
    [{ drop: 'sideways' }, 'drop must be'],
    [{ match: { verb: 'GET' }, malformed: true }, 'match has no "verb"'],
    [{ match: { nth: 0 }, malformed: true }, 'match.nth'],
    [{ error: { status: 200, code: 'X', message: 'x' } }, 'error.status'],
    [{ error: { status: 400, message: 'x' } }, 'error.code is missing'],
    [{ malformed: true, why: 'so' }, 'has no "why"'],
  ])('%j is refused with a reason', async (fault, reason) => {
    const refused = await arm.post('/_simulator/faults', fault)
    expect(refused).toMatchObject({ status: 400, code: 'InvalidFault' })
    expect(JSON.stringify(refused.body)).toContain(JSON.stringify(reason).slice(1, -1))
    expect(await faults()).toEqual([])
  })

  it('each exchange is in the record, and no token', async () => {
    await makeGroup()
    const text = () => readFileSync(join(folder, 'exchanges.jsonl'), 'utf8')
    await expect.poll(text).toContain('"method":"PUT"')
    const lines = text()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.findLast(({ method, path }) => method === 'PUT' && path === group)).toMatchObject({
      requestBody: { location: 'westeurope' },
      responseBody: { name: 'rg' },
    })
    expect(text().toLowerCase()).not.toContain('bearer')
  })
})
