import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { busyFactor } from '@palisade/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { choosePort } from '../src/ports/choose-port.ts'
import { apiOf } from './support/api-of.ts'
import { expectBuiltOnce } from './support/expect-built-once.ts'
import { SimulatedAzure } from './support/simulated-azure.ts'
import { makeDataFolder, removeDataFolder, Standalone } from './support/standalone.ts'
import { until } from './support/until.ts'

/** The tests follow one another, as the days of a newcomer do. */
describe('npm start', { timeout: 300_000 }, () => {
  const data = makeDataFolder()
  const azure = new SimulatedAzure(data)
  let port: number
  let product: Standalone
  const start = (): Standalone => new Standalone(['--data', data, '--port', `${port}`, '--time-scale', '120'])

  beforeAll(async () => {
    port = await choosePort()
    product = start()
  })
  afterAll(async () => {
    await product.stop()
    removeDataFolder(data)
  })

  it('answers within eight seconds, from nothing', async () => {
    const [, seconds] = await product.says(/ready in ([\d.]+) s/)
    expect(Number(seconds)).toBeLessThan(8 * busyFactor())
  })

  it('builds the sample workspace, and nothing beside it', async () => {
    const [, id = ''] = await product.says(/Ordered fraud-detection: job (\S+) \(create\)/)
    await product.says(/The job to create fraud-detection: .*succeeded/)
    await expectBuiltOnce(azure, await apiOf(port).job(id))
  })

  it('tells where things are, with commands that work as they are printed', async () => {
    await product.says(/memory: /)
    const commands = product.output.match(/^ {4}curl .*$/gm) ?? []
    expect(commands).toHaveLength(2)
    for (const command of commands) {
      expect(JSON.parse(execFileSync('sh', ['-c', command], { encoding: 'utf8' }))).toBeTypeOf('object')
    }
    expect((await fetch(`http://127.0.0.1:${port}/docs`)).status).toBe(200)
  })

  it('takes less than 800 MB', async () => {
    const [, megabytes] = await product.says(/memory: (\d+) MB in \d+ processes/)
    expect(Number(megabytes)).toBeLessThan(800)
  })

  it('shows no password in its output or in a log, and lets nobody else read it', () => {
    const file = join(data, 'database-password')
    const password = readFileSync(file, 'utf8')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(product.output).not.toContain(password)
    for (const name of ['api', 'worker', 'simulator', 'postgres']) {
      expect(readFileSync(join(data, 'logs', `${name}.log`), 'utf8')).not.toContain(password)
    }
  })

  it('goes on with the same workspace after it was stopped', async () => {
    const before = await apiOf(port).workspaces()
    expect(await product.stop()).toBe(0)
    product = start()
    await product.says(/memory: /)
    expect(product.output).not.toContain('Ordered')
    expect(await apiOf(port).workspaces()).toEqual(before)
  })

  it('leaves nothing in Azure once the workspace is deleted, but what Azure itself keeps for a while', async () => {
    const api = apiOf(port)
    const [workspace] = (await api.workspaces()).items
    const { job } = await api.remove(workspace?.id ?? '')
    const done = await until('the removal', async () => {
      const now = await api.job(job.id)
      return now.done ? now : undefined
    })
    expect(done).toMatchObject({ status: 'succeeded', percent: 100 })
    expect(await azure.resources()).toEqual([])
    const kept = (await azure.deleted()).map(({ type }) => type)
    expect(kept.toSorted()).toEqual([
      'Microsoft.KeyVault/vaults',
      'Microsoft.MachineLearningServices/workspaces',
      'Microsoft.OperationalInsights/workspaces',
    ])
  })
})
