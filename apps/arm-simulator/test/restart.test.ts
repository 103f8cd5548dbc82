import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSimulator } from '../src/index.ts'
import { read } from '../src/json/read.ts'
import { armOf, bodies, group, location, net } from './arm.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arm-simulator-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function started(child: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk)
    const url = /^ARM simulator listening on (https:\/\/127\.0\.0\.1:\d+)\n/.exec(text)?.[1]
    if (url !== undefined) return url
  }
  throw new Error(`it said: ${text}`)
}

function start(data: string, ...more: string[]): ChildProcess {
  return spawn(process.execPath, [main, '--port', '0', '--data', data, ...more], { stdio: ['ignore', 'pipe', 'pipe'] })
}

describe('a simulator that ends and starts again on its folder', () => {
  it('has everything, and operations go on by the clock', async () => {
    const data = join(folder, 'closed')
    const first = await startSimulator({ dataFolder: data, timeScale: 20 })
    const before = armOf(first)
    await before.put(group, { location })
    const made = await before.make(`${net}/networkSecurityGroups/nsg`, { location })
    const network = await before.put(`${net}/virtualNetworks/vnet`, bodies.network({ a: '10.0.1.0/24' }))
    expect(network.status).toBe(201)
    await first.close()

    const second = await startSimulator({ dataFolder: data, timeScale: 20 })
    const after = armOf(second)
    expect(second.ca).toBe(first.ca)
    expect((await after.get(`${net}/networkSecurityGroups/nsg`)).body).toEqual(made.body)
    const poll = String(network.headers['azure-asyncoperation']).replace(first.url, second.url)
    await expect.poll(async () => (await after.send('GET', poll)).body.status).toBe('Succeeded')
    expect(read.text((await after.get(`${net}/virtualNetworks/vnet`)).body, 'properties', 'provisioningState')).toBe(
      'Succeeded',
    )
    await second.close()
  })

  it('has what it answered before it was killed', async () => {
    const data = join(folder, 'killed')
    const first = start(data, '--time-scale', '600')
    const url = await started(first)
    const ca = await readFile(join(data, 'ca.pem'), 'utf8')
    const controlToken = await readFile(join(data, 'control-token'), 'utf8')
    const arm = armOf({ url, ca, controlToken })
    await arm.put(group, { location })
    const answer = await arm.put(`${net}/networkSecurityGroups/nsg`, { location })
    first.kill('SIGKILL')
    await once(first, 'exit')
    expect(answer.status).toBe(201)

    const again = await startSimulator({ dataFolder: data })
    const { body } = await armOf(again).get(`${net}/networkSecurityGroups/nsg`)
    expect(read.text(body, 'properties', 'provisioningState')).toBe('Succeeded')
    await again.close()
  })
})

describe('the program', () => {
  it('ends at once on SIGTERM, with clients connected', async () => {
    const data = join(folder, 'killed')
    const child = start(data)
    const url = await started(child)
    const held = await import('node:https').then(({ Agent, get }) => {
      const agent = new Agent({ keepAlive: true, rejectUnauthorized: false })
      return new Promise<typeof agent>((resolve) =>
        get(`${url}/`, { agent }, (response) => response.resume().on('end', () => resolve(agent))),
      )
    })
    const at = Date.now()
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    held.destroy()
    expect(code).toBe(0)
    // The connection would be kept for 65 seconds.
    expect(Date.now() - at).toBeLessThan(30_000)
  })
  it('says in one line that its port is taken', async () => {
    const other = await startSimulator()
    const child = spawn(process.execPath, [main, '--port', String(other.port)], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stderr?.on('data', (chunk) => {
      said += String(chunk)
    })
    const [code] = await once(child, 'close')
    expect(code).toBe(1)
    expect(said.trim().split('\n')).toHaveLength(1)
    expect(said).toContain('already taken')
    await other.close()
  })
  it('ends when its parent lets go of it', async () => {
    const child = fork(main, ['--port', '0', '--data', join(folder, 'killed')], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      execArgv: [],
    })
    await started(child)
    child.disconnect()
    const [code] = await once(child, 'exit')
    expect(code).toBe(0)
  })
})
