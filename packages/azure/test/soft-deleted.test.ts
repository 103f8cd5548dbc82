import { StepFailed } from '@palisade/contract'
import { expect, test } from 'vitest'
import type { GatewayResource } from '../src/gateway-resource.ts'
import { example, ids } from './support/examples.ts'
import { type Answer, endpoint, type Sent, scriptedAzure } from './support/scripted-azure.ts'

const vault = example(ids.vault)
const workspace = example(ids.workspace)
const logs = example(ids.logs)
const missing: Answer = { status: 404, body: { error: { code: 'ResourceNotFound', message: 'none' } } }
const resuming = false

const vaultIsKept: Answer = {
  status: 409,
  body: { error: { code: 'ConflictError', message: 'A vault with the same name already exists in deleted state.' } },
}
const workspaceIsKept = { code: 'BadRequest', message: 'Soft-deleted workspace exists. Please purge or recover it.' }
const standing = ({ body, id, name }: GatewayResource): Answer => ({
  status: 200,
  body: { ...Object(body), id, name, properties: { ...Object(body).properties, provisioningState: 'Succeeded' } },
})
/** One of Azure ML says who it is and which number it has; others need both. */
const standingWorkspace: Answer = {
  status: 200,
  body: { ...Object(workspace.body), identity: { principalId: 'p' }, properties: { workspaceId: 'g' } },
}
const asked = (sent: readonly Sent[]) =>
  sent.map(({ method, path }) => `${method} ${path.split('/').slice(-2).join('/')}`)
const writes = (sent: readonly Sent[]) => sent.filter(({ method }) => method !== 'GET')
const operation = (name: string) =>
  `${endpoint}/subscriptions/${ids.vault.split('/')[2]}/providers/X/locations/westeurope/operations/${name}?api-version=2024-01-01`
const isRecovering = ({ body }: Sent) => Object(body).properties?.createMode === 'recover'

test('without a word of the request, a deleted resource of the name fails the step and is left alone', async () => {
  const { gateway, sent } = await scriptedAzure(({ method }) => (method === 'GET' ? missing : vaultIsKept))
  const error = await gateway.begin(vault, { resuming }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(StepFailed)
  expect(error).toMatchObject({ code: 'azure-name-soft-deleted' })
  expect(writes(sent)).toHaveLength(1)
})

test('a deleted vault is recovered, and then written as it is declared, by whoever polls', async () => {
  let isBack = false
  const script = (one: Sent): Answer => {
    if (one.path.includes('/operations/')) return { status: 200, body: { status: 'Succeeded' } }
    if (one.method === 'GET') return isBack ? standing(vault) : missing
    if (isRecovering(one)) {
      isBack = true
      return { status: 201, headers: { 'azure-asyncoperation': operation('recover') }, body: Object(vault.body) }
    }
    return isBack ? standing(vault) : vaultIsKept
  }
  const wanted = { ...vault, onSoftDeleted: 'recover' } as const
  const first = await scriptedAzure(script)
  const begun = await first.gateway.begin(wanted, { resuming })
  if (begun.done) throw new Error('it cannot be done')
  expect(writes(first.sent).map(isRecovering)).toEqual([false, true])

  const second = await scriptedAzure(script)
  expect(await second.gateway.poll(wanted, begun.handle)).toMatchObject({ done: true })
  expect(writes(second.sent).map(isRecovering)).toEqual([false])
  expect(writes(second.sent)[0]?.body, 'as it was deleted, it may be open').toMatchObject(Object(vault.body))
})

test('whoever resumes writes a vault that may have come back, instead of believing it', async () => {
  const { gateway, sent } = await scriptedAzure(() => standing(vault))
  await gateway.begin({ ...vault, onSoftDeleted: 'recover' }, { resuming: true })
  expect(writes(sent)).toHaveLength(1)
  const plain = await scriptedAzure(() => standing(vault))
  await plain.gateway.begin(vault, { resuming: true })
  expect(writes(plain.sent)).toEqual([])
})

test('a deleted vault is purged where the request says so, and then made', async () => {
  let isKept = true
  const { gateway, sent } = await scriptedAzure((one) => {
    if (one.path.endsWith('/purge')) {
      isKept = false
      return { status: 200 }
    }
    if (one.method === 'GET') return missing
    return isKept ? vaultIsKept : standing(vault)
  })
  expect(await gateway.begin({ ...vault, onSoftDeleted: 'purge' }, { resuming })).toMatchObject({ done: true })
  expect(asked(writes(sent))).toEqual([
    `PUT vaults/${vault.name}`,
    `POST ${vault.name}/purge`,
    `PUT vaults/${vault.name}`,
  ])
})

test('a name that stays refused after it was cleared fails, and is not cleared for ever', async () => {
  const { gateway, sent } = await scriptedAzure((one) => {
    if (one.path.endsWith('/purge')) return { status: 200 }
    return one.method === 'GET' ? missing : vaultIsKept
  })
  const wanted = { ...vault, onSoftDeleted: 'purge' } as const
  await expect(gateway.begin(wanted, { resuming })).rejects.toMatchObject({ code: 'azure-name-held' })
  expect(sent.filter(({ path }) => path.endsWith('/purge'))).toHaveLength(1)
})

test('a vault that is protected against purging fails the step', async () => {
  const { gateway } = await scriptedAzure((one) => {
    if (one.path.endsWith('/purge'))
      return {
        status: 405,
        body: { error: { code: 'MethodNotAllowed', message: "Operation 'DeletedVaultPurge' is not allowed." } },
      }
    return one.method === 'GET' ? missing : vaultIsKept
  })
  const error = await gateway
    .begin({ ...vault, onSoftDeleted: 'purge' }, { resuming })
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(StepFailed)
})

test('a workspace of Azure ML that is refused only after it was accepted is cleared too, once', async () => {
  let isKept = true
  const script = (one: Sent): Answer => {
    if (one.path.includes('/operations/create')) {
      return { status: 200, body: isKept ? { status: 'Failed', error: workspaceIsKept } : { status: 'Succeeded' } }
    }
    if (one.path.includes('/operations/purge')) {
      isKept = false
      return { status: 200, body: { status: 'Succeeded' } }
    }
    if (one.method === 'DELETE') return { status: 202, headers: { location: operation('purge') } }
    if (one.method === 'PUT')
      return { status: 201, headers: { 'azure-asyncoperation': operation('create') }, body: Object(workspace.body) }
    return isKept ? missing : standingWorkspace
  }
  const wanted = { ...workspace, onSoftDeleted: 'purge' } as const
  const { gateway, sent } = await scriptedAzure(script)
  let progress = await gateway.begin(wanted, { resuming })
  for (let polls = 0; !progress.done && polls < 5; polls += 1) {
    progress = await gateway.poll(wanted, progress.handle)
  }
  expect(progress.done).toBe(true)
  expect(asked(writes(sent))).toEqual([
    `PUT workspaces/${workspace.name}`,
    `DELETE workspaces/${workspace.name}`,
    `PUT workspaces/${workspace.name}`,
  ])
  expect(sent.find(({ method }) => method === 'DELETE')?.query).toMatchObject({ forceToPurge: 'true' })
})

test('a deleted workspace of Azure ML is recovered by the flag of its API', async () => {
  let isBack = false
  const { gateway, sent } = await scriptedAzure((one) => {
    if (one.method === 'GET') return missing
    if (Object(one.body).properties?.allowRecoverSoftDeletedWorkspace === 'True') isBack = true
    else if (!isBack) return { status: 400, body: { error: workspaceIsKept } }
    return standingWorkspace
  })
  expect(await gateway.begin({ ...workspace, onSoftDeleted: 'recover' }, { resuming })).toMatchObject({ done: true })
  expect(writes(sent).map(({ body }) => 'allowRecoverSoftDeletedWorkspace' in Object(body).properties)).toEqual([
    false,
    true,
    false,
  ])
})

test('deleted logs are brought back with a mark, deleted for good, and made again, wherever a worker dies', async () => {
  let state: 'kept' | 'marked' | 'gone' | 'made' = 'kept'
  const script = (one: Sent): Answer => {
    if (one.path.endsWith('/deletedWorkspaces')) {
      return { status: 200, body: { value: state === 'kept' ? [{ id: logs.id, name: logs.name }] : [] } }
    }
    if (one.method === 'DELETE') {
      expect(one.query).toMatchObject({ force: 'true' })
      state = 'gone'
      return { status: 200 }
    }
    const mark = { ...Object(logs.body).tags, 'palisade-purge': 'true' }
    if (one.method === 'PUT') {
      state = 'palisade-purge' in Object(one.body).tags ? 'marked' : 'made'
      // The worker dies before it hears that the marked one is there.
      if (state === 'marked') return { status: 500, body: { error: { code: 'InternalServerError', message: 'x' } } }
    }
    if (state === 'kept' || state === 'gone') return missing
    const { body } = standing(logs)
    const customerId = { ...Object(body).properties, customerId: 'c' }
    return {
      status: 200,
      body: { ...Object(body), ...(state === 'marked' ? { tags: mark } : {}), properties: customerId },
    }
  }
  const wanted = { ...logs, onSoftDeleted: 'purge' } as const
  const first = await scriptedAzure(script)
  await expect(first.gateway.begin(wanted, { resuming })).rejects.toMatchObject({ code: 'azure-unavailable' })
  expect(state).toBe('marked')

  const second = await scriptedAzure(script)
  expect(await second.gateway.begin(wanted, { resuming: true })).toMatchObject({ done: true })
  expect(asked(writes(second.sent))).toEqual([`DELETE workspaces/${logs.name}`, `PUT workspaces/${logs.name}`])
  expect(state).toBe('made')
})

test('logs of which nothing is kept are made at once', async () => {
  const { gateway, sent } = await scriptedAzure((one) => {
    if (one.path.endsWith('/deletedWorkspaces')) return { status: 200, body: { value: [] } }
    return one.method === 'GET'
      ? missing
      : { status: 200, body: { ...Object(logs.body), properties: { customerId: 'c' } } }
  })
  await gateway.begin({ ...logs, onSoftDeleted: 'purge' }, { resuming })
  expect(writes(sent)).toHaveLength(1)
})
