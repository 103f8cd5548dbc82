import { expect, test } from 'vitest'
import type { SubjectOf } from '../../src/checks/subject.ts'
import { checkOver, noAccess, type Script } from '../support/check-over.ts'

type Names = SubjectOf<'names'>

const group = '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-a'
const named = (type: string, name: string) => ({
  type,
  id: `${group}/providers/${type}/${name}`,
  name,
  region: 'westeurope',
})
const storage = named('Microsoft.Storage/storageAccounts', 'sta')
const vault = named('Microsoft.KeyVault/vaults', 'kv-a')
const registry = named('Microsoft.ContainerRegistry/registries', 'cra')
const logs = named('Microsoft.OperationalInsights/workspaces', 'log-a')
const workspace = named('Microsoft.MachineLearningServices/workspaces', 'mlw-a')

const available: Script = { 'POST /checkNameAvailability': { nameAvailable: true } }
const keptVault = (more: Record<string, unknown> = {}) => ({
  'GET /subscriptions/11111111-1111-4111-8111-111111111111/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/kv-a':
    {
      status: 200,
      body: { properties: { vaultId: vault.id, scheduledPurgeDate: '2026-12-24T00:00:00Z', ...Object(more) } },
    },
})
const keptLogs: Script = {
  'GET /subscriptions/11111111-1111-4111-8111-111111111111/providers/Microsoft.OperationalInsights/deletedWorkspaces': {
    value: [
      { id: `${group}b/providers/Microsoft.OperationalInsights/workspaces/log-a` },
      {
        id: logs.id
          .toUpperCase()
          .replace(
            '/SUBSCRIPTIONS/11111111-1111-4111-8111-111111111111/',
            '/subscriptions/11111111-1111-4111-8111-111111111111/',
          ),
      },
    ],
  },
}

function run(resources: Names['resources'], script: Script, options: Partial<Names> = {}) {
  return checkOver(
    {
      check: 'names',
      subscription: '11111111-1111-4111-8111-111111111111',
      workspaceId: 'ws-1',
      resources,
      onSoftDeleted: 'refuse',
      adopts: false,
      ...options,
    },
    // Where nothing else is said, the group exists.
    { ...script, [`GET ${group}`]: script[`GET ${group}`] ?? { id: group } },
  )
}
const standing = (owner?: string) => ({
  status: 200,
  body: { tags: owner === undefined ? {} : { 'palisade-workspace': owner } },
})

test('names that nobody has pass', async () => {
  const { verdict, sent } = await run([storage, vault, registry, logs, workspace], available)
  expect(verdict).toBe('pass')
  expect(sent.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual(
    expect.arrayContaining([
      { name: 'sta', type: 'Microsoft.Storage/storageAccounts' },
      { name: 'kv-a', type: 'Microsoft.KeyVault/vaults' },
      { name: 'cra', type: 'Microsoft.ContainerRegistry/registries' },
    ]),
  )
})

test('a name that somebody else in the world has fails, for each type that can be asked', async () => {
  const { verdict, findings } = await run([storage, vault, registry], {
    'POST /checkNameAvailability': { nameAvailable: false, reason: 'AlreadyExists', message: 'It is already in use.' },
  })
  expect(verdict).toBe('fail')
  expect(findings.map(({ code, subject }) => [code, subject])).toEqual(
    [storage, vault, registry].map(({ id }) => ['azure-name-taken', id]),
  )
})

test('what exists there and is ours passes, and its name is not asked for', async () => {
  const { verdict, sent } = await run([storage], { [`GET ${storage.id}`]: standing('ws-1') })
  expect(verdict).toBe('pass')
  expect(sent.filter(({ method }) => method === 'POST')).toEqual([])
})

test('what exists there and is not ours fails, and only warns where the request adopts it', async () => {
  for (const owner of [undefined, 'ws-2']) {
    const script = { [`GET ${storage.id}`]: standing(owner) }
    expect((await run([storage], script)).findings).toMatchObject([{ verdict: 'fail', code: 'not-ours' }])
  }
  const { findings } = await run([storage], { [`GET ${storage.id}`]: standing() }, { adopts: true })
  expect(findings).toMatchObject([
    { verdict: 'warn', code: 'not-ours', message: expect.stringContaining('taken over') },
  ])
})

test('one that belongs to another workspace of ours is not adopted', async () => {
  const { findings } = await run([storage], { [`GET ${storage.id}`]: standing('ws-2') }, { adopts: true })
  expect(findings).toMatchObject([{ verdict: 'fail', code: 'not-ours', message: expect.stringContaining('ws-2') }])
})

test('a resource group of somebody else is used, and nothing is said', async () => {
  const theGroup = { type: 'Microsoft.Resources/resourceGroups', id: group, name: 'rg-a', region: 'westeurope' }
  expect((await run([theGroup], { 'GET /resourceGroups/rg-a': standing() })).findings).toEqual([])
})

test.each([
  ['refuse', {}, 'fail', 'recover or purge'],
  ['refuse', { purgeProtectionEnabled: true }, 'fail', 'to recover, or'],
  ['recover', {}, 'warn', 'the request says so'],
  [
    'recover',
    {
      vaultId:
        '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-b/providers/Microsoft.KeyVault/vaults/kv-a',
    },
    'fail',
    'Name the resource group',
  ],
  ['purge', {}, 'warn', 'the request says so'],
  ['purge', { purgeProtectionEnabled: true }, 'fail', 'to recover, or'],
] as const)('a deleted vault: %s of %j is a %s', async (onSoftDeleted, more, verdict, remedy) => {
  const { findings, sent } = await run([vault], { ...keptVault(more), ...available }, { onSoftDeleted })
  expect(findings).toMatchObject([
    { verdict, code: 'azure-name-soft-deleted', subject: vault.id, remedy: expect.stringContaining(remedy) },
  ])
  expect(
    sent.every(({ method }) => method === 'GET'),
    'the name is held, whatever its availability says',
  ).toBe(true)
})

test('a vault that cannot be purged says until when', async () => {
  const { findings } = await run([vault], keptVault({ purgeProtectionEnabled: true }), { onSoftDeleted: 'purge' })
  expect(findings[0]?.message).toContain('2026-12-24')
})

test('a deleted Log Analytics workspace of the same group is found, one of another group is not', async () => {
  expect((await run([logs], keptLogs)).findings).toMatchObject([{ verdict: 'fail', code: 'azure-name-soft-deleted' }])
  const {
    'GET /subscriptions/11111111-1111-4111-8111-111111111111/providers/Microsoft.OperationalInsights/deletedWorkspaces':
      list,
  } = keptLogs
  const [other] = Object(list).value
  const script = { 'GET /providers/Microsoft.OperationalInsights/deletedWorkspaces': { value: [other] } }
  expect((await run([logs], script)).findings).toEqual([])
})

test('what may not be read is a warning', async () => {
  const { verdict, findings } = await run([storage, vault], {
    [`GET ${storage.id}`]: noAccess,
    'GET /deletedVaults/kv-a': noAccess,
  })
  expect(verdict).toBe('warn')
  expect(findings.map(({ subject }) => subject)).toEqual([storage.id, vault.id])
})
