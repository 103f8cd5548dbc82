import { afterEach, beforeEach, describe, it } from 'vitest'
import { choosePort } from '../src/ports/choose-port.ts'
import { apiOf } from './support/api-of.ts'
import { expectBuiltOnce } from './support/expect-built-once.ts'
import { killTree, processOf } from './support/process-tree.ts'
import { SimulatedAzure } from './support/simulated-azure.ts'
import { makeDataFolder, removeDataFolder, Standalone } from './support/standalone.ts'

/** Each test kills something in the middle of the sample's job, and expects the workspace as if nothing had happened. */
describe('the job goes on and nothing is made twice after kill -9 of', { timeout: 300_000 }, () => {
  let data: string
  let port: number
  let product: Standalone
  const start = (): Standalone => new Standalone(['--data', data, '--port', `${port}`, '--time-scale', '120'])

  beforeEach(async () => {
    data = makeDataFolder()
    port = await choosePort()
    product = start()
    await product.saysEvent('firewall/azure-firewall: begun')
  })
  afterEach(async () => {
    await product.stop()
    removeDataFolder(data)
  })

  const succeeds = async (): Promise<void> => {
    await product.says(/The job to create fraud-detection: .*succeeded/)
    const [, id = ''] = await product.says(/fraud-detection: job (\S+) \(create\)/)
    await expectBuiltOnce(new SimulatedAzure(data), await apiOf(port).job(id))
  }

  it.each([
    ['worker', 'apps/worker/src/main.ts'],
    ['api', 'apps/api/src/main.ts'],
    ['simulator', 'apps/arm-simulator/src/main.ts'],
    ['postgres', 'bin/postgres -D'],
  ])('the %s', async (name, file) => {
    process.kill(processOf(product.pid, file), 'SIGKILL')
    await product.says(new RegExp(`The ${name} ended \\(SIGKILL\\); starting it again`))
    await succeeds()
  })

  it('everything', async () => {
    killTree(product.pid)
    await product.exit()
    product = start()
    await product.says(/Going on with fraud-detection/)
    await succeeds()
  })

  // Its children notice that it is gone and end; PostgreSQL stays, and the next start ends it.
  it('the parent alone', async () => {
    product.signal('SIGKILL')
    await product.exit()
    product = start()
    await product.says(/Going on with fraud-detection/)
    await succeeds()
  })
})
