import { findJob, findWorkspace, requestVerification } from '@palisade/store'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStage, order, runToEnd } from './support/stage.ts'

let stage: Awaited<ReturnType<typeof openStage>>
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

/** Lets a worker verify a workspace, and answers what each step found. */
async function verify(workspaceId: string, jobId: string): Promise<[key: string, code: string | null][]> {
  const requested = await requestVerification(stage.store, { workspaceId, jobId, actor: 'test' })
  expect(requested.outcome).toBe('requested')
  await runToEnd(stage.store, stage.gateway, jobId)
  const found = await findJob(stage.store, jobId)
  expect(found?.job).toMatchObject({ type: 'verify', status: 'succeeded', error: null })
  return (found?.steps ?? []).flatMap(({ key, findings }) =>
    findings.map(({ code }): [string, string | null] => [key, code]),
  )
}

test('what was changed or removed behind our back is found, and nothing else', { timeout: 240_000 }, async () => {
  const { jobId, workspaceId, blueprint } = await order(stage.store)
  await runToEnd(stage.store, stage.gateway, jobId)
  const calls = (await stage.ledger()).length
  expect(await verify(workspaceId, 'job_as_made')).toEqual([])
  expect((await stage.ledger()).slice(calls).filter(({ method }) => method !== 'GET')).toEqual([])

  const declared = (key: string) => {
    const one = blueprint.resources.find((resource) => resource.key === key)
    if (one === undefined) throw new Error(`the blueprint has no ${key}`)
    return one
  }
  const storage = declared('resources/storage')
  const body = {
    ...Object(storage.body),
    properties: { ...Object(storage.body).properties, publicNetworkAccess: 'Enabled' },
  }
  await stage.gateway.begin({ ...storage, body, workspaceId }, { resuming: false })
  const records = { ...declared('endpoints/blob-records'), action: 'remove' as const, body: null, workspaceId }
  await stage.gateway.begin(records, { resuming: false })
  await expect.poll(async () => (await stage.resources()).some(({ id }) => id === records.id)).toBe(false)

  // The account was written as a whole, so what the amendment had added to it is gone as well.
  expect((await verify(workspaceId, 'job_changed')).sort()).toEqual([
    ['access/storage-admits-workspace', 'drift-changed'],
    ['endpoints/blob-records', 'drift-missing'],
    ['resources/storage', 'drift-changed'],
  ])
  // It only looks: the workspace is as it was.
  expect((await findWorkspace(stage.store, workspaceId))?.workspace.status).toBe('ready')
})
