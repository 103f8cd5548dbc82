import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ publicName: 'simulator' })
})
afterAll(() => simulator.close())

function ask(method: string, path: string, headers: Record<string, string>, body?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(
      simulator.url + path,
      { method, ca: simulator.ca, agent: false, headers, checkServerIdentity: () => undefined },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      },
    )
      .on('error', reject)
      .end(body)
  })
}

const paths: [string, string][] = [
  ...['health', 'ledger', 'resources', 'deleted', 'faults', 'actions'].map((name): [string, string] => ['GET', name]),
  ['POST', 'faults'],
  ['DELETE', 'faults'],
  ['DELETE', 'faults/x'],
  ['PUT', 'quotas'],
  ['POST', 'reset'],
  ['GET', 'nothing'],
]

it.each(paths)('%s /_simulator/%s is for those who know the token', async (method, name) => {
  const path = `/_simulator/${name}`
  expect(await ask(method, path, {})).toBe(401)
  expect(await ask(method, path, { authorization: 'Bearer any' })).toBe(401)
  expect(await ask(method, path, { authorization: `Bearer ${simulator.controlToken}x` })).toBe(401)
  expect(await ask(method, path, { authorization: `Bearer ${simulator.controlToken}` })).not.toBe(401)
})

const known = () => ({ authorization: `Bearer ${simulator.controlToken}` })

// A web page that has its name lead to this machine sends that name.
it.each([
  'evil.example',
  '127.0.0.1.nip.io',
  'localhost.evil.example',
  '10.0.0.1',
  '127.0.0.1, evil',
  'LOCALHOST.',
  'a@localhost',
])('a request for the host %s gets nothing from the simulator itself', async (host) => {
  expect(await ask('GET', '/', { host })).toBe(421)
  expect(await ask('GET', '/_simulator/resources', { ...known(), host })).toBe(421)
  expect(await ask('POST', '/_simulator/reset', { ...known(), host })).toBe(421)
})

it.each(['localhost', 'LOCALHOST:8443', '127.0.0.1:1', '[::1]:8443', 'simulator', 'simulator:8443'])(
  'the host %s is one of its own',
  async (host) => {
    expect(await ask('GET', '/', { host })).toBe(200)
    expect(await ask('GET', '/_simulator/health', { ...known(), host })).toBe(200)
  },
)

// What a page may send without asking first.
it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])(
  'a body as "%s" changes nothing',
  async (type) => {
    const headers = { ...known(), ...(type === '' ? {} : { 'content-type': type }) }
    const fault = JSON.stringify({ match: {}, drop: 'before' })
    expect(await ask('POST', '/_simulator/faults', headers, fault)).toBe(415)
    expect(await ask('PUT', '/_simulator/quotas', headers, '[]')).toBe(415)
  },
)

it('calls to Azure are as they were: any token, any host', async () => {
  const path = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups?api-version=2024-01-01'
  expect(await ask('GET', path, { authorization: 'Bearer any', host: 'management.azure.com' })).toBe(200)
})

it('the token is kept in the data folder, for its owner only, and is the same at the next start', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'simulator-'))
  onTestFinished(() => rmSync(dataFolder, { recursive: true }))
  const first = await startSimulator({ dataFolder })
  await first.close()
  const file = join(dataFolder, 'control-token')
  expect(readFileSync(file, 'utf8')).toBe(first.controlToken)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const second = await startSimulator({ dataFolder })
  await second.close()
  expect(second.controlToken).toBe(first.controlToken)
  const given = await startSimulator({ dataFolder, controlToken: 'chosen-by-somebody' })
  await given.close()
  expect(readFileSync(file, 'utf8')).toBe('chosen-by-somebody')
})
