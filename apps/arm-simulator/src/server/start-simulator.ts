import { mkdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Types } from '../arm/types.ts'
import { openDatabase } from '../state/open-database.ts'
import { World } from '../state/world.ts'
import { Throttle } from '../throttling/throttle.ts'
import { loadCertificate } from './certificate.ts'
import { serve } from './serve.ts'

export type Throttling = 'documented' | 'off'

export interface SimulatorOptions {
  /** Absent or 0: any free port. */
  readonly port?: number
  readonly host?: string
  /** Absent: everything is kept in memory, the certificate too. */
  readonly dataFolder?: string
  /** How many simulated seconds pass in a second. */
  readonly timeScale?: number
  /** `documented`: calls are counted and refused as Azure documents it. Absent: `off`. */
  readonly throttling?: Throttling
  /** Another host name for the certificate. */
  readonly publicName?: string
}

export interface Simulator {
  readonly url: string
  readonly port: number
  /** PEM, for clients to trust. */
  readonly ca: string
  close(): Promise<void>
}

/** Starts a simulator; it is ready when this resolves. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, host = '127.0.0.1', dataFolder, timeScale = 1, publicName, throttling = 'off' } = options
  if (!(timeScale > 0)) throw new RangeError(`the time scale must be more than 0, not ${timeScale}`)
  if (dataFolder !== undefined) await mkdir(dataFolder, { recursive: true })
  const [types, certificate] = await Promise.all([Types.load(), loadCertificate(dataFolder, publicName)])
  const database = openDatabase(dataFolder === undefined ? ':memory:' : join(dataFolder, 'arm-simulator.db'))
  const world = new World(database, (resource) => types.targetsOf(resource))
  const server = serve(certificate, {
    world,
    types,
    timeScale,
    ...(throttling === 'documented' ? { throttle: new Throttle(timeScale) } : {}),
  })
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
    close() {
      closing ??= new Promise<void>((resolve) => {
        server.close(() => {
          database.close()
          resolve()
        })
        server.closeAllConnections()
      })
      return closing
    },
  }
}
