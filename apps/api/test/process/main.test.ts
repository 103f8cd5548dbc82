import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type JobView, WorkspaceAccepted } from '@palisade/contract'
import { busyFactor, type TemporaryDatabase, temporaryDatabase } from '@palisade/testkit'
import { Parse } from 'typebox/value'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openStream } from '../support/read-stream.ts'
import { validRequest } from '../support/test-api.ts'

/** The end of a run finds its processes by TMPDIR. */
const inherited = { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR }

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

let database: TemporaryDatabase
beforeAll(async () => {
  database = await temporaryDatabase()
})
afterAll(() => database.drop())

function run(env: Record<string, string>): { child: ChildProcess; output: () => string } {
  const child = spawn('node', [main], {
    env: { ...inherited, PALISADE_DATABASE_URL: database.url, PALISADE_API_PORT: '0', ...env },
  })
  return watched(child)
}

function watched(child: ChildProcess): { child: ChildProcess; output: () => string } {
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (bytes) => {
      output += bytes
    })
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, output: () => output }
}

async function listening(output: () => string): Promise<string> {
  await expect.poll(output, { interval: 50 }).toMatch(/API listening on http:\/\/127\.0\.0\.1:[0-9]+\n/)
  return /API listening on (\S+)/.exec(output())?.[1] ?? ''
}

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it within five seconds, streams included', async (signal) => {
  const { child, output } = run({})
  const url = await listening(output)
  await expect.poll(output).toContain('no sign-in yet: listening on loopback only')
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  const posted = await fetch(`${url}/v1/workspaces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(validRequest()),
  })
  const { frames } = await openStream(url + (await jobOf(posted)).links.events)
  await frames.next()
  const begin = performance.now()
  child.kill(signal)
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  expect(performance.now() - begin).toBeLessThan(5_000 * busyFactor())
})

async function jobOf(response: Response): Promise<JobView> {
  const answer: unknown = await response.json()
  return Parse(WorkspaceAccepted, answer).job
}

test('it ends when the process that started it goes away', async () => {
  const forked = fork(main, {
    env: { ...inherited, PALISADE_DATABASE_URL: database.url, PALISADE_API_PORT: '0' },
    execPath: 'node',
    silent: true,
  })
  const { child, output } = watched(forked)
  await listening(output)
  child.disconnect()
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
})

test('a port that is taken is one clear line', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? String(address.port) : ''
  const { child, output } = run({ PALISADE_API_PORT: port, PALISADE_LOG_LEVEL: 'silent' })
  const [code] = await once(child, 'exit')
  expect(code).toBe(1)
  expect(output().trim()).toBe(
    `Port ${port} on 127.0.0.1 is taken by another process. Stop it, or set PALISADE_API_PORT to a free port.`,
  )
})

test('all that is wrong with the configuration is said at once', async () => {
  const { child, output } = run({ PALISADE_DATABASE_URL: '', PALISADE_API_HOST: '0.0.0.0', PALISADE_LOG_LEVEL: 'loud' })
  const [code] = await once(child, 'exit')
  expect(code).toBe(1)
  for (const name of ['PALISADE_DATABASE_URL', 'PALISADE_API_HOST', 'PALISADE_LOG_LEVEL'])
    expect(output()).toContain(`- ${name}`)
})
