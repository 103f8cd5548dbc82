import { expect, test } from 'vitest'
import { createWorkspace, findJob, findWorkspace, listEvents, listWorkspaces } from '../../src/index.ts'
import { declared, sample } from '../support/sample.ts'
import { testStore } from '../support/test-store.ts'

const database = testStore()
const resources = [declared('a'), declared('b', ['a'])]

test('a workspace, its job, its steps and the first event are there together', async () => {
  const input = sample(resources)
  const created = await createWorkspace(database.store, input)
  expect(created).toMatchObject({ outcome: 'created', workspace: { status: 'creating' }, job: { status: 'queued' } })
  const work = await findJob(database.store, input.jobId)
  expect(work?.steps.map((step) => [step.key, step.state, step.waitsFor])).toEqual([
    ['a', 'pending', []],
    ['b', 'pending', ['a']],
  ])
  expect(await listEvents(database.store, { jobId: input.jobId, after: 0, limit: 10 })).toMatchObject([
    { sequence: 1, type: 'job.queued' },
  ])
  const { rows } = await database.store.pool.query('SELECT action, target FROM audit_entry WHERE target = $1', [
    input.workspaceId,
  ])
  expect(rows).toEqual([{ action: 'workspace.create', target: input.workspaceId }])
})

test('of twenty that ask for one name at the same moment, one gets it and the others learn which', async () => {
  const first = sample(resources)
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () => {
      const other = sample(resources)
      return createWorkspace(database.store, { ...other, request: { ...other.request, name: first.request.name } })
    }),
  )
  const winners = outcomes.flatMap((outcome) => (outcome.outcome === 'created' ? [outcome.workspace.id] : []))
  expect(winners).toHaveLength(1)
  const taken = outcomes.filter((outcome) => outcome.outcome === 'name-taken')
  expect(taken).toHaveLength(19)
  expect(new Set(taken.map((outcome) => outcome.workspaceId))).toEqual(new Set(winners))
})

test('of twenty that ask for overlapping ranges at the same moment, one gets it', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      createWorkspace(
        database.store,
        sample(resources, { network: { addressSpace: `172.20.0.0/${14 + (index % 8)}` } }),
      ),
    ),
  )
  expect(outcomes.filter((outcome) => outcome.outcome === 'created')).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome.outcome === 'address-space-overlaps')).toHaveLength(19)
})

test("workspaces that cut no range are in nobody's way", async () => {
  const { network: _none, ...without } = sample(resources).request
  const first = { ...sample(resources), request: { ...without, name: 'open-1', scenario: 'open' as const } }
  const virtualNetworkId =
    '/subscriptions/s/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/shared-by-several'
  const existing = () => sample(resources, { network: { existing: { virtualNetworkId } } })
  for (const input of [first, existing(), existing()])
    expect(await createWorkspace(database.store, input)).toMatchObject({
      outcome: 'created',
      workspace: { addressSpace: null },
    })

  const again = { ...sample(resources), request: first.request }
  expect(await createWorkspace(database.store, again)).toEqual({
    outcome: 'name-taken',
    workspaceId: first.workspaceId,
  })
})

test('of two that take the same part of an existing network, the second learns who has it', async () => {
  const virtualNetworkId = '/subscriptions/s/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub'
  const part = (addressSpace: string) =>
    sample(resources, { network: { addressSpace, existing: { virtualNetworkId } } })
  const first = part('172.24.16.0/22')
  expect(await createWorkspace(database.store, first)).toMatchObject({ outcome: 'created' })
  expect(await createWorkspace(database.store, part('172.24.18.0/24'))).toEqual({
    outcome: 'address-space-overlaps',
    workspaceId: first.workspaceId,
    addressSpace: '172.24.16.0/22',
  })
  expect(await createWorkspace(database.store, part('172.24.20.0/22'))).toMatchObject({ outcome: 'created' })
})

test('an idempotency key gives the same workspace again, and nothing new', async () => {
  const first = sample(resources)
  const idempotency = { key: 'key-0123456789abcdef', fingerprint: 'f' }
  await createWorkspace(database.store, { ...first, idempotency })
  const second = await createWorkspace(database.store, { ...sample(resources), request: first.request, idempotency })
  expect(second).toEqual({ outcome: 'replayed', workspaceId: first.workspaceId, jobId: first.jobId })
  expect(
    await createWorkspace(database.store, {
      ...sample(resources),
      idempotency: { ...idempotency, fingerprint: 'other' },
    }),
  ).toEqual({
    outcome: 'key-reused',
  })
})

test('a refused request leaves nothing behind, not even its idempotency key', async () => {
  const first = sample(resources)
  await createWorkspace(database.store, first)
  const idempotency = { key: 'key-of-a-refused-request', fingerprint: 'f' }
  const refused = { ...sample(resources), idempotency }
  const outcome = await createWorkspace(database.store, {
    ...refused,
    request: { ...refused.request, name: first.request.name },
  })
  expect(outcome.outcome).toBe('name-taken')
  expect(await findWorkspace(database.store, refused.workspaceId)).toBeNull()
  expect(await createWorkspace(database.store, refused)).toMatchObject({ outcome: 'created' })
})

test('paging through the list meets each workspace once', async () => {
  const all = await listWorkspaces(database.store, { limit: 100 })
  const seen: string[] = []
  let after: { createdAt: Date; id: string } | undefined
  for (;;) {
    const page = await listWorkspaces(database.store, { limit: 2, ...(after === undefined ? {} : { after }) })
    seen.push(...page.map((workspace) => workspace.id))
    after = page.at(-1)
    if (page.length < 2) break
  }
  expect(seen).toEqual(all.map((workspace) => workspace.id))
})
