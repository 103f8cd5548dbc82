import { mkdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Types } from '../arm/types.ts'
import { readRoles } from '../authorization/permissions.ts'
import { loadControlToken } from '../control/control-token.ts'
import { Faults } from '../faults/faults.ts'
import { readFaults } from '../faults/read-fault.ts'
import { Registrations } from '../governance/registrations.ts'
import type { Json } from '../json/json.ts'
import { giveQuotas, readQuotas } from '../quotas/quotas.ts'
import { usualPage } from '../requests/page-of.ts'
import { TokenSigner } from '../sign-in/token-signer.ts'
import { type HabitOptions, habitsOf } from '../state/habits.ts'
import { openDatabase } from '../state/open-database.ts'
import { seededRandom } from '../state/random.ts'
import { World } from '../state/world.ts'
import { Throttle } from '../throttling/throttle.ts'
import { loadCertificate } from './certificate.ts'
import { openRecorder } from './recorder.ts'
import { serve } from './serve.ts'

type Throttling = 'documented' | 'off'

export interface SimulatorOptions extends HabitOptions {
  /** Absent or 0: any free port. */
  readonly port?: number
  readonly host?: string
  /** Absent: everything is kept in memory, the certificate too. */
  readonly dataFolder?: string
  /** How many simulated seconds pass in a second. */
  readonly timeScale?: number
  /** `documented`: calls are counted and refused as Azure documents it. Absent: `off`. */
  readonly throttling?: Throttling
  /** What goes wrong from the start on: a list of faults, as `POST /_simulator/faults` takes them. */
  readonly faults?: Json
  /** Namespaces of providers that subscriptions are not registered with from the start. Absent: none. */
  readonly unregistered?: readonly string[]
  /** What each caller may do, by object id: a list of scopes with actions. Who is not in it may do everything. */
  readonly roles?: Json
  /** Simulated seconds until a role that is assigned has its effect. Absent: at once. */
  readonly roleDelaySeconds?: number
  /** As many items are in one page of a list at most. Absent: 1000. */
  readonly pageSize?: number
  /** How much subscriptions may have: one quota or a list, as `PUT /_simulator/quotas` takes them. Absent: much. */
  readonly quotas?: Json
  /** Takes only tokens that it gave out itself; otherwise any token is taken. */
  readonly requireSignIn?: boolean
  /** From 0 to 1: by which share of its usual duration an operation is quicker or slower at most. Absent: not at all. */
  readonly jitter?: number
  /** Chance is the same for the same seed. */
  readonly seed?: number
  /** A file that each request and its answer is appended to, as a line of JSON. */
  readonly record?: string
  /** What time it is there, in milliseconds, as the times of the machine. Absent: `Date.now`. */
  readonly now?: () => number
  /** Another host name for the certificate, under which the control paths answer as well. */
  readonly publicName?: string
  /** What the control paths want as a bearer token. Absent: that of the data folder, or a new one. */
  readonly controlToken?: string
}

export interface Simulator {
  readonly url: string
  readonly port: number
  /** PEM, for clients to trust. */
  readonly ca: string
  /** What `/_simulator/...` wants as a bearer token. */
  readonly controlToken: string
  close(): Promise<void>
}

/** Starts a simulator; it is ready when this resolves. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const {
    port = 0,
    host = '127.0.0.1',
    dataFolder,
    timeScale = 1,
    publicName,
    throttling = 'off',
    seed = 1,
    jitter = 0,
    now = Date.now,
  } = options
  if (!(jitter >= 0 && jitter <= 1)) throw new RangeError(`the jitter must be from 0 to 1, not ${jitter}`)
  if (!(timeScale > 0)) throw new RangeError(`the time scale must be more than 0, not ${timeScale}`)
  if (dataFolder !== undefined) await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const [types, certificate, controlToken] = await Promise.all([
    Types.load(),
    loadCertificate(dataFolder, publicName),
    loadControlToken(dataFolder, options.controlToken),
  ])
  const database = openDatabase(dataFolder === undefined ? ':memory:' : join(dataFolder, 'arm-simulator.db'))
  const world = new World(database, (resource) => types.targetsOf(resource), now, habitsOf(options, timeScale))
  const random = seededRandom(seed)
  const faults = new Faults(database, random)
  readFaults(options.faults).forEach((fault, index) => {
    faults.add(fault, `given-${index + 1}`)
  })
  const quotas = readQuotas(options.quotas)
  giveQuotas(quotas, world)
  const { roleDelaySeconds = 0, pageSize = usualPage } = options
  if (!(Number.isInteger(pageSize) && pageSize > 0))
    throw new RangeError(`pageSize must be a whole number from 1, not ${pageSize}`)
  if (!(roleDelaySeconds >= 0)) throw new RangeError(`roleDelaySeconds must be 0 or more, not ${roleDelaySeconds}`)
  const recorder = options.record === undefined ? undefined : openRecorder(options.record)
  const simulation = {
    world,
    types,
    timeScale,
    jitter,
    faults,
    random,
    signer: new TokenSigner(world),
    requiresSignIn: options.requireSignIn ?? false,
    roles: readRoles(options.roles),
    roleDelayMs: (roleDelaySeconds * 1000) / timeScale,
    quotas,
    pageSize,
    actionsAsked: new Map(),
    registrations: new Registrations(database, options.unregistered ?? [], timeScale),
    ...(recorder === undefined ? {} : { recorder }),
    ...(throttling === 'documented' ? { throttle: new Throttle(timeScale) } : {}),
  }
  const server = serve(certificate, simulation, { token: controlToken, publicName })
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, resolve)
    })
  } catch (error) {
    database.close()
    throw error
  }
  const actual = (server.address() as AddressInfo).port
  let closing: Promise<void> | undefined
  return {
    url: `https://${host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host}:${actual}`,
    port: actual,
    ca: certificate.certificate,
    controlToken,
    close() {
      closing ??= new Promise<void>((resolve) => {
        server.close(() => {
          database.close()
          void (recorder?.close() ?? Promise.resolve()).then(resolve)
        })
        server.closeAllConnections()
      })
      return closing
    },
  }
}
