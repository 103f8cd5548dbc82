import type { HandOffView } from '@palisade/contract'
import { expect, test } from 'vitest'
import { finishJob } from '../support/finish-job.ts'
import { testApiForFile, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

/** Records what a private endpoint has given, as a worker does. */
async function succeed(jobId: string, kind: string, outputs: Record<string, string>): Promise<void> {
  await api.store.pool.query(
    `UPDATE resource SET outputs = $3 FROM job
     WHERE job.id = $1 AND resource.workspace_id = job.workspace_id AND resource.kind = $2 AND resource.key LIKE '%blob%'`,
    [jobId, kind, JSON.stringify(outputs)],
  )
}

test('who runs the firewall reads what to let out before anything is made', async () => {
  const egress = { mode: 'appliance' as const, nextHop: '10.200.0.4' }
  const { body } = await api.request.post('/v1/workspaces').send(validRequest({ egress })).expect(202)
  const answer = await api.request.get(`${body.workspace.links.self}/hand-off`).expect(200)
  const { egressRules }: HandOffView = answer.body
  expect(egressRules.length).toBeGreaterThan(3)
  expect(new Set(egressRules.map(({ kind }) => kind))).toEqual(new Set(['host', 'serviceTag']))
  for (const rule of egressRules) expect(rule.sources, rule.name).not.toEqual([])
})

test('who runs the DNS reads a record as soon as its endpoint has an address', async () => {
  const { body } = await api.request.post('/v1/workspaces').send(validRequest()).expect(202)
  const link = `${body.workspace.links.self}/hand-off`
  const before = await api.request.get(link).expect(200)
  const addressesIn = ({ hostRecords }: HandOffView) => hostRecords.flatMap(({ addresses }) => addresses ?? [])
  expect(addressesIn(before.body)).toEqual([])

  const record = { host: 'stfraud.blob.core.windows.net', addresses: ['10.100.0.5'] }
  await succeed(body.job.id, 'Microsoft.Network/privateEndpoints', { hostRecords: JSON.stringify([record]) })
  const after = await api.request.get(link).expect(200)
  expect(after.body.hostRecords).toContainEqual({ ...record, zone: 'privatelink.blob.core.windows.net' })
  expect(after.headers.etag).not.toBe(before.headers.etag)
  await api.request
    .get(link)
    .set('if-none-match', after.headers.etag ?? '')
    .expect(304)

  // What was given stays to be read while it is taken away again.
  await finishJob(api.store, body.job.id)
  await api.request.delete(body.workspace.links.self).expect(202)
  expect((await api.request.get(link).expect(200)).body).toEqual(after.body)
})

test('a firewall of our own leaves nothing to set up in another', async () => {
  const { body } = await api.request.post('/v1/workspaces').send(validRequest()).expect(202)
  const answer = await api.request.get(`${body.workspace.links.self}/hand-off`).expect(200)
  expect(answer.body).toMatchObject({ egressRules: [], routes: [] })
})
