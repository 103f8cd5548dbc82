import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { choosePort } from '../src/ports/choose-port.ts'
import { makeDataFolder, removeDataFolder, Standalone } from './support/standalone.ts'

describe('npm start refuses in one sentence', { timeout: 300_000 }, () => {
  const folders: string[] = []
  const newFolder = (): string => {
    const data = makeDataFolder()
    folders.push(data)
    return data
  }
  afterAll(() => folders.forEach(removeDataFolder))

  it('a port that is taken, and starts nothing', async () => {
    const port = await choosePort()
    const server = createServer().listen(port, '127.0.0.1')
    const data = newFolder()
    const product = new Standalone(['--data', data, '--port', `${port}`])
    expect(await product.exit()).toBe(1)
    server.close()
    expect(product.output.trim().split('\n')).toEqual([
      `Port ${port} is taken by another process. Stop it, or choose another port: npm start -- --port ${port + 1}`,
    ])
    expect(readdirSync(join(data, 'logs'))).toEqual([])
  })

  it('an option that does not exist', async () => {
    const product = new Standalone(['--frsh'])
    expect(await product.exit()).toBe(1)
    expect(product.output).toBe(`Unknown option '--frsh'.\n"npm start -- --help" lists the options.\n`)
  })

  it('to use a folder with files of somebody else, also with --fresh', async () => {
    const data = newFolder()
    mkdirSync(data)
    writeFileSync(join(data, 'thesis.txt'), 'years of work')
    const product = new Standalone(['--data', data, '--fresh'])
    expect(await product.exit()).toBe(1)
    expect(product.output).toContain('is not touched')
    expect(readdirSync(data)).toEqual(['thesis.txt'])
  })

  it('a second start on the same data, and names the process that has it', async () => {
    const data = newFolder()
    const first = new Standalone(['--data', data, '--port', `${await choosePort()}`, '--no-sample'])
    await first.says(/ready in/)
    const second = new Standalone(['--data', data, '--port', `${await choosePort()}`])
    expect(await second.exit()).toBe(1)
    expect(second.output).toContain(`already runs on ${data} (process ${first.pid})`)
    expect(await first.stop()).toBe(0)
  })

  it('nothing when it is asked for help', async () => {
    const product = new Standalone(['--help'])
    expect(await product.exit()).toBe(0)
    expect(product.output).toContain('npm start -- --fresh')
  })
})
