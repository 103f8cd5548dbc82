/**
 * `npm run bench -- simulator [--resources N] [--seconds N] [--clients N]`: fills a simulator with resources, and asks it
 * from another process as fast as it answers. Prints requests a second for each kind of call, and its memory.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { Agent, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    resources: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '8' },
    clients: { type: 'string', default: '32' },
  },
})
const resources = Number(values.resources)
const seconds = Number(values.seconds)
const clients = Number(values.clients)
const subscription = '00000000-1111-2222-3333-444444444444'
const perGroup = 500

const folder = await mkdtemp(join(tmpdir(), 'arm-simulator-bench-'))
let simulator = await start()
const ca = await readFile(join(folder, 'ca.pem'), 'utf8')
const agent = new Agent({ ca, keepAlive: true, maxSockets: clients })
try {
  const filledIn = await timed(fill)
  console.log(
    `${resources} resources made in ${(filledIn / 1_000).toFixed(1)} s = ${rate(resources, filledIn)} writes a second`,
  )
  console.log(`resident memory: ${await residentMb()} MB`)
  await measure('GET of a resource', (index) => ['GET', resourceOf(index * 7_919)])
  await measure('PUT of a resource that is there', (index) => ['PUT', resourceOf(index * 7_919), bodyOf(index)])
  await measure('list of a group', (index) => ['GET', `${groupOf(index)}/providers/${typeOf(0)}`])
  const started = await timed(async () => {
    await stop()
    simulator = await start()
  })
  console.log(
    `started again with all of it in ${(started / 1_000).toFixed(1)} s, resident memory ${await residentMb()} MB`,
  )
} finally {
  await stop()
  agent.destroy()
  await rm(folder, { recursive: true, force: true })
}

async function fill(): Promise<void> {
  const groups = Math.ceil(resources / perGroup)
  await together(groups, (index) => call('PUT', groupOf(index), { location: 'westeurope' }))
  await together(resources, (index) => call('PUT', resourceOf(index), bodyOf(index)))
}

function groupOf(index: number): string {
  return `/subscriptions/${subscription}/resourceGroups/rg-${index % Math.ceil(resources / perGroup)}`
}

/** The mixture of a workspace: what is small and what is large, what is done at once and what takes its time. */
function typeOf(index: number): string {
  const types = [
    'Microsoft.Network/networkSecurityGroups',
    'Microsoft.Network/routeTables',
    'Microsoft.ManagedIdentity/userAssignedIdentities',
    'Microsoft.Network/publicIPAddresses',
  ]
  return types[index % types.length] ?? ''
}

function resourceOf(index: number): string {
  const at = index % resources
  const group = Math.floor(at / perGroup)
  return `${groupOf(group)}/providers/${typeOf(at)}/item-${at}`
}

function bodyOf(index: number): unknown {
  const tags = { 'palisade-workspace': `ws_${index % perGroup}`, owner: 'bench' }
  switch (index % 4) {
    case 0:
      return {
        location: 'westeurope',
        tags,
        properties: {
          securityRules: [100, 110, 120].map((priority) => ({
            name: `rule-${priority}`,
            properties: {
              priority,
              direction: 'Outbound',
              access: 'Allow',
              protocol: 'Tcp',
              sourceAddressPrefix: 'VirtualNetwork',
              sourcePortRange: '*',
              destinationAddressPrefix: 'Storage',
              destinationPortRange: '443',
            },
          })),
        },
      }
    case 1:
      return {
        location: 'westeurope',
        tags,
        properties: { routes: [{ name: 'out', properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'Internet' } }] },
      }
    case 3:
      return {
        location: 'westeurope',
        tags,
        sku: { name: 'Standard' },
        properties: { publicIPAllocationMethod: 'Static' },
      }
    default:
      return { location: 'westeurope', tags }
  }
}

async function measure(what: string, next: (index: number) => [string, string, unknown?]): Promise<void> {
  const durations: number[] = []
  let refused = 0
  let index = 0
  const until = performance.now() + seconds * 1_000
  const begunAt = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until) {
        const sentAt = performance.now()
        const status = await call(...next(index++))
        durations.push(performance.now() - sentAt)
        if (status >= 400 && status !== 409 && status !== 429) refused += 1
      }
    }),
  )
  const elapsed = performance.now() - begunAt
  durations.sort((a, b) => a - b)
  const at = (share: number): string => (durations[Math.floor(durations.length * share)] ?? 0).toFixed(1)
  console.log(
    `${what}: ${rate(durations.length, elapsed)} a second, median ${at(0.5)} ms, p99 ${at(0.99)} ms${refused === 0 ? '' : `, ${refused} refused`}`,
  )
}

async function together(count: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let index = 0
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (index < count) await work(index++)
    }),
  )
}

function call(method: string, path: string, body?: unknown): Promise<number> {
  return new Promise((resolve, reject) => {
    const content = body === undefined ? undefined : JSON.stringify(body)
    const headers = {
      authorization: 'Bearer bench',
      ...(content === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) }),
    }
    const options = {
      port: simulator.port,
      host: 'localhost',
      path: `${path}?api-version=2024-01-01`,
      method,
      agent,
      headers,
    }
    request(options, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0))
    })
      .on('error', reject)
      .end(content)
  })
}

async function start() {
  const child = spawn(
    process.execPath,
    ['apps/arm-simulator/src/main.ts', '--port', '0', '--data', folder, '--time-scale', '100000'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const port = await new Promise<number>((resolve, reject) => {
    let text = ''
    child.once('exit', () => reject(new Error('the simulator ended')))
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part
      const found = /listening on https:\/\/[^:]+:(\d+)/.exec(text)?.[1]
      if (found !== undefined) resolve(Number(found))
    })
  })
  return { child, port }
}

async function stop(): Promise<void> {
  const gone = new Promise((resolve) => simulator.child.once('exit', resolve))
  simulator.child.kill('SIGTERM')
  await gone
}

async function residentMb(): Promise<string> {
  const status = await readFile(`/proc/${simulator.child.pid}/status`, 'utf8')
  return (Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024).toFixed(0)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begunAt = performance.now()
  await work()
  return performance.now() - begunAt
}

function rate(count: number, elapsedMs: number): string {
  return ((count * 1_000) / elapsedMs).toFixed(0)
}
