import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline'
import { startSimulator } from '@palisade/arm-simulator'
import { type Json, Retryable } from '@palisade/contract'
import { expect, test } from 'vitest'
import { openConnection } from '../src/connection/connection.ts'
import { type Gateway, gatewayOver } from '../src/gateway.ts'
import { credentialFor, type GatewayResource } from '../src/index.ts'
import { removal } from './support/drive.ts'
import { amendments, examples, provisioning } from './support/examples.ts'
import { resolved } from './support/resolved.ts'
import { openStage, type Stage } from './what-azure-says/stage.ts'

/** What is done to each step. */
interface Breaking {
  readonly what: string
  /** What the simulator does to its write, or to the questions about it. */
  readonly faults?: (write: string, type: string) => readonly Json[]
  /** What arrives instead of the first answers to its polls. */
  readonly instead?: readonly Broken[]
}

interface Broken {
  readonly status: number
  readonly text: string
}

const polls = { type: 'operation' }
const internal = { code: 'InternalServerError', message: 'An error occurred.' }
const notFound = { status: 404, code: 'NotFound', message: 'There is no such operation.' }

const breakings: readonly Breaking[] = [
  { what: 'its polling address answers 404 once', faults: () => [{ match: polls, error: notFound }] },
  {
    what: 'its polling address answers 404 for ever',
    faults: () => [{ match: { ...polls, times: 0 }, error: notFound }],
  },
  { what: 'its operation is lost', faults: (method, type) => [{ match: { method, type }, loseOperation: true }] },
  {
    what: 'its operation ends with an internal error',
    faults: (method, type) => [{ match: { method, type }, failOperation: internal }],
  },
  {
    what: 'its polls are answered with an error, cut off and dropped',
    faults: () => [
      { match: polls, error: { ...internal, status: 500 } },
      { match: polls, malformed: true },
      { match: polls, drop: 'after' },
    ],
  },
  {
    what: 'its polls are answered with what says nothing',
    instead: [
      { status: 200, text: '' },
      { status: 200, text: '<html><body>Moved</body></html>' },
      { status: 502, text: '<html><body>Bad gateway</body></html>' },
      { status: 200, text: '{}' },
      { status: 200, text: '{"status":7}' },
      { status: 200, text: '{"status":"Pondering"}' },
      { status: 200, text: '[]' },
      { status: 200, text: 'null' },
      { status: 404, text: '' },
    ],
  },
]

/** How often a step may begin until it is done. Each begin may find Azure still at what an earlier one began. */
const mostBegins = 6

async function openBroken() {
  const simulator = await startSimulator({ timeScale: 6000 })
  const stage = await openStage(simulator)
  const network = createDefaultHttpClient()
  let instead: Broken[] = []
  const httpClient: HttpClient = {
    async sendRequest(request) {
      const answer = await network.sendRequest(request)
      const broken = request.method === 'GET' ? instead.shift() : undefined
      return broken === undefined ? answer : { ...answer, status: broken.status, bodyAsText: broken.text }
    },
  }
  const { url: endpoint, ca } = simulator
  const credential = await credentialFor({ mode: 'simulator' })
  return {
    simulator,
    stage,
    gateway: gatewayOver(openConnection({ endpoint, ca, credential }, httpClient)),
    /** From now on, these answers arrive instead of those that Azure gives to reads. */
    spoil: (answers: readonly Broken[]) => {
      instead = [...answers]
    },
  }
}

test.each(breakings)(
  'each kind is made, changed and removed although $what',
  async (breaking) => {
    const { simulator, stage, gateway, spoil } = await openBroken()
    const outputs = new Map<string, Readonly<Record<string, string>>>()
    const failures: string[] = []

    async function run(resource: GatewayResource) {
      const { action, kind, name } = resource
      const isRemoval = action === 'remove'
      const method = isRemoval ? 'DELETE' : resource === provisioning ? 'POST' : action === 'make' ? 'PUT' : undefined
      await stage.other('DELETE', '/_simulator/faults')
      const faults = method === undefined ? [] : (breaking.faults?.(method, kind) ?? [])
      for (const fault of faults) await stage.fault(fault)
      try {
        const done = await bringThrough(gateway, resource, () => spoil(breaking.instead ?? []))
        spoil([])
        if (done.outputs !== undefined && action === 'make') outputs.set(resource.id, done.outputs)
        const seen = await observe(gateway, resource)
        if (isRemoval ? seen.exists : !seen.exists || seen.state !== 'ready') {
          failures.push(`${action} ${kind} ${name}: ${JSON.stringify(seen)}`)
        }
      } catch (error) {
        failures.push(`${action} ${kind} ${name}: ${error} ${error instanceof Error ? error.cause : ''}`)
        // What comes next needs it.
        spoil([])
        await stage.other('DELETE', '/_simulator/faults')
        await bringThrough(gateway, resource, () => {}, 100).catch(() => {})
      }
    }

    try {
      for (const example of examples) await run(resolved(example, outputs))
      for (const amendment of amendments) await run(amendment)
      await run(provisioning)
      for (const example of [...examples].reverse()) await run(removal(example))
      expect(failures).toEqual([])
      expect(await left(stage)).toEqual([])
    } finally {
      await simulator.close()
    }
  },
  180_000,
)

/** Does what the engine does, and counts how often it begins. */
async function bringThrough(gateway: Gateway, resource: GatewayResource, beforePoll: () => void, most = mostBegins) {
  const delay = () => new Promise((resolve) => setTimeout(resolve, 20))
  let last: unknown
  for (let begins = 1; begins <= most; begins += 1) {
    try {
      let progress = await gateway.begin(resource, { resuming: begins > 1 })
      if (begins === 1) beforePoll()
      for (let polls = 0; !progress.done && polls < 200; polls += 1) {
        await delay()
        const { handle } = progress
        progress = await gateway.poll(resource, handle).catch((error: unknown) => {
          const isAnswerMissing =
            error instanceof Retryable && (error.code === 'azure-unavailable' || error.code === 'azure-throttled')
          if (!isAnswerMissing) throw error
          last = error
          return { done: false, handle, retryAfterMs: undefined }
        })
      }
      if (progress.done) return progress
      throw new Error('it is polled for ever', { cause: last })
    } catch (error) {
      if (!(error instanceof Retryable)) throw error
      last = error
      for (let wait = 0; wait < 4 * begins; wait += 1) await delay()
    }
  }
  throw new Error('it is begun for ever', { cause: last })
}

async function observe(gateway: Gateway, resource: GatewayResource) {
  const progress = await gateway.begin({ ...resource, action: 'observe' }, { resuming: false })
  if (!progress.done || progress.observation === undefined) throw new Error('nothing was observed')
  return progress.observation
}

async function left(stage: Stage): Promise<unknown[]> {
  return JSON.parse((await stage.other('GET', '/_simulator/resources')).text).items
}
