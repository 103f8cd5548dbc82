import { readFileSync } from 'node:fs'
import { errorCatalogue, type JobView, type StepError, type WorkspaceRequest } from '@palisade/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { choosePort } from '../src/ports/choose-port.ts'
import { apiOf } from './support/api-of.ts'
import { SimulatedAzure } from './support/simulated-azure.ts'
import { makeDataFolder, removeDataFolder, Standalone } from './support/standalone.ts'
import { until } from './support/until.ts'

const example: WorkspaceRequest = JSON.parse(
  readFileSync(new URL('../../../examples/open.json', import.meta.url), 'utf8'),
)

/** What the reader of a job sees of it: by the API, from an error of Azure to the words. Each error: packages/azure. */
describe('who reads a job', { timeout: 300_000 }, () => {
  const data = makeDataFolder()
  const azure = new SimulatedAzure(data)
  let product: Standalone
  let api: ReturnType<typeof apiOf>

  beforeAll(async () => {
    const port = await choosePort()
    product = new Standalone(['--data', data, '--port', `${port}`, '--time-scale', '2000', '--no-sample'])
    await product.says(/ready in/)
    api = apiOf(port)
  })
  afterAll(async () => {
    await product.stop()
    removeDataFolder(data)
  })

  const order = (name: string) => api.order({ ...example, name, resourceGroup: `rg-${name}` })
  const done = (id: string): Promise<JobView> =>
    until('the job to be done', async () => {
      const job = await api.job(id)
      return job.done ? job : undefined
    })
  const stepOf = (job: JobView, kind: RegExp) => {
    const step = job.phases.flatMap(({ steps }) => steps).find(({ resourceId }) => kind.test(resourceId))
    if (step === undefined) throw new Error(`No step about ${kind}`)
    return step
  }
  const remedyOf = ({ code }: StepError): string | undefined =>
    Object.entries(errorCatalogue).find(([known]) => known === code)?.[1].remedy

  it('is told what failed it, in a sentence with Azure’s own words, and what to do', async () => {
    await azure.fault({
      match: { method: 'PUT', type: 'Microsoft.Storage/storageAccounts' },
      error: {
        status: 403,
        code: 'RequestDisallowedByPolicy',
        message: "Resource 'st' was disallowed by policy 'no-storage'.",
      },
    })
    const job = await done((await order('readers-fail')).job.id)
    expect(job.status).toBe('failed')
    const { error } = stepOf(job, /storageAccounts/)
    expect(error).toEqual(job.error)
    expect(error).toMatchObject({ code: 'azure-policy', azureCode: 'RequestDisallowedByPolicy' })
    expect(error?.message).toMatch(
      /^creating storage account \S+: Resource 'st' was disallowed by policy 'no-storage'\.$/,
    )
    expect(error?.remedy).toBe(remedyOf(error as StepError))
  })

  it('is told nothing of what waiting has cured, but how often it was tried', async () => {
    await azure.fault({
      match: { method: 'PUT', type: 'Microsoft.KeyVault/vaults', times: 2 },
      error: { status: 409, code: 'ConflictingOperationInProgress', message: 'Another operation is in progress.' },
    })
    const job = await done((await order('readers-wait')).job.id)
    expect(job).toMatchObject({ status: 'succeeded', error: null })
    expect(stepOf(job, /vaults/)).toMatchObject({ state: 'succeeded', attempts: 3 })
  })

  it('is told what is locked, so that the workspace is not deleted, and the deletion goes on when it is gone', async () => {
    const { workspace, job } = await order('readers-lock')
    expect((await done(job.id)).status).toBe('succeeded')
    const group = `/subscriptions/${example.subscriptionId}/resourceGroups/rg-readers-lock`
    const lock = `${group}/providers/Microsoft.Authorization/locks/keep`
    await azure.make(lock, { properties: { level: 'CanNotDelete' } })
    const stuck = await done((await api.remove(workspace.id)).job.id)
    expect(stuck.status).toBe('stuck')
    expect(stuck.error).toMatchObject({ code: 'azure-locked', remedy: errorCatalogue['azure-locked'].remedy })
    expect(stuck.error?.message).toContain(`are locked: '${group}'`)
    await azure.take(lock)
    expect((await done((await api.remove(workspace.id)).job.id)).status).toBe('succeeded')
  })
})
