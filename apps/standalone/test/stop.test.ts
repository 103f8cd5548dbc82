import { busyFactor } from '@palisade/testkit'
import { afterAll, describe, expect, it } from 'vitest'
import { choosePort } from '../src/ports/choose-port.ts'
import { processTree, stillRunning } from './support/process-tree.ts'
import { makeDataFolder, removeDataFolder, Standalone } from './support/standalone.ts'

describe('Ctrl-C', { timeout: 300_000 }, () => {
  const data = makeDataFolder()
  afterAll(() => removeDataFolder(data))

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'leaves no process behind in the middle of a job (%s)',
    async (signal) => {
      const port = await choosePort()
      const product = new Standalone(['--data', data, '--port', `${port}`, '--time-scale', '20'])
      await product.says(/ {2}\S+: begun/)
      const processes = processTree(product.pid)
      const asked = performance.now()
      product.signal(signal)
      expect(await product.exit()).toBe(0)
      expect(performance.now() - asked).toBeLessThan(10_000 * busyFactor())
      expect(product.output).toContain('Stopped.')
      expect(stillRunning(processes)).toEqual([])
    },
  )

  it('leaves no process behind when the terminal is closed', async () => {
    const product = new Standalone(['--data', data, '--port', `${await choosePort()}`, '--no-sample'])
    await product.says(/memory: |Going on with/)
    const processes = processTree(product.pid)
    product.closeOutput()
    product.signal('SIGHUP')
    expect(await product.exit()).toBe(0)
    expect(stillRunning(processes)).toEqual([])
  })
})
