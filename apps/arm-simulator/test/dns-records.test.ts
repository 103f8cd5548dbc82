import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import type { JsonObject } from '../src/json/json.ts'
import { read } from '../src/json/read.ts'
import { type Arm, armOf, group, location, net } from './arm.ts'

const zone = `${net}/privateDnsZones/example.internal`

const samples: readonly (readonly [string, JsonObject])[] = [
  ['A', { aRecords: [{ ipv4Address: '10.0.0.4' }] }],
  ['AAAA', { aaaaRecords: [{ ipv6Address: '2001:db8::4' }] }],
  ['CNAME', { cnameRecord: { cname: 'other.example.internal' } }],
  ['MX', { mxRecords: [{ preference: 10, exchange: 'mail.example.internal' }] }],
  ['PTR', { ptrRecords: [{ ptrdname: 'host.example.internal' }] }],
  ['SRV', { srvRecords: [{ priority: 1, weight: 1, port: 443, target: 'host.example.internal' }] }],
  ['TXT', { txtRecords: [{ value: ['one', 'two'] }] }],
]

describe('record sets of a private zone', () => {
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
    await arm.make(zone, { location: 'global' })
  })

  it.each(samples)('%s is written, read, patched and deleted at once', async (type, records) => {
    const path = `${zone}/${type}/host`
    const made = await arm.put(path, { properties: { ttl: 60, ...records } })
    expect(made.status).toBe(201)
    expect(made.headers.etag).toBeDefined()
    expect(made.body).toMatchObject({
      type: `Microsoft.Network/privateDnsZones/${type}`,
      properties: { ttl: 60, fqdn: 'host.example.internal.', isAutoRegistered: false, ...records },
    })
    expect((await arm.put(path, { properties: { ttl: 60, ...records } })).status).toBe(200)
    expect((await arm.patch(path, { properties: { metadata: { why: 'test' } } })).body).toMatchObject({
      properties: { metadata: { why: 'test' }, ttl: 60, ...records },
    })
    expect((await arm.delete(path)).status).toBe(200)
    expect((await arm.delete(path)).status).toBe(204)
  })

  it('the zone counts and lists all of them, with the one of its own', async () => {
    for (const [type, records] of samples) await arm.put(`${zone}/${type}/at-${type}`, { properties: records })
    const { body } = await arm.get(`${zone}/ALL`)
    expect(
      read
        .list(body, 'value')
        .map((record) => read.text(record, 'type')?.split('/').at(-1))
        .sort(),
    ).toEqual(['A', 'AAAA', 'CNAME', 'MX', 'PTR', 'SOA', 'SRV', 'TXT'])
    expect(read.number((await arm.get(zone)).body, 'properties', 'numberOfRecordSets')).toBe(8)
    expect(read.list((await arm.get(`${zone}/MX`)).body, 'value')).toHaveLength(1)
  })

  it('the record of the zone itself can be changed and not be deleted', async () => {
    const changed = await arm.patch(`${zone}/SOA/@`, { properties: { ttl: 120 } })
    expect(changed.body).toMatchObject({ properties: { ttl: 120, fqdn: 'example.internal.' } })
    expect((await arm.delete(`${zone}/SOA/@`)).status).toBe(405)
  })

  it('an alias stands alone at its name, and never at the apex', async () => {
    await arm.put(`${zone}/A/taken`, { properties: { aRecords: [{ ipv4Address: '10.0.0.4' }] } })
    const alias = { properties: { cnameRecord: { cname: 'other.example.internal' } } }
    expect((await arm.put(`${zone}/CNAME/taken`, alias)).code).toBe('Conflict')
    expect((await arm.put(`${zone}/CNAME/@`, alias)).code).toBe('BadRequest')
    expect((await arm.put(`${zone}/CNAME/free`, alias)).status).toBe(201)
    expect((await arm.put(`${zone}/TXT/free`, { properties: { txtRecords: [{ value: ['x'] }] } })).code).toBe(
      'Conflict',
    )
  })

  it('records of another type than the path says are refused', async () => {
    const refused = await arm.put(`${zone}/A/host`, { properties: { mxRecords: [] } })
    expect(refused.status).toBe(400)
  })

  it('a record set that changed in between is not overwritten', async () => {
    const body = { properties: { txtRecords: [{ value: ['x'] }] } }
    const { headers } = await arm.put(`${zone}/TXT/host`, body)
    await arm.put(`${zone}/TXT/host`, body)
    expect((await arm.put(`${zone}/TXT/host`, body, { 'if-match': String(headers.etag) })).status).toBe(412)
    expect((await arm.put(`${zone}/TXT/host`, body, { 'if-none-match': '*' })).status).toBe(412)
  })
})
