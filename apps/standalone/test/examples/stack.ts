import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { user } from '@palisade/local-postgres'
import { expect } from 'vitest'
import { choosePort } from '../../src/ports/choose-port.ts'
import { apiOf } from '../support/api-of.ts'
import { productPrincipal, SimulatedAzure } from '../support/simulated-azure.ts'
import { makeDataFolder, removeDataFolder, Standalone } from '../support/standalone.ts'
import { until } from '../support/until.ts'
import { type Program, start, stop } from '../topology/programs.ts'
import { resourcesAsTheyAre } from './as-it-was.ts'
import type { Given } from './given/given.ts'
import type { Place } from './live-and-go.ts'

/** How many times faster than Azure: the creation of a firewall takes 0.2 s. */
const timeScale = 2_000

/** The roles that people are told to give to the product: everything has to work with them, and with nothing else. */
function rolesFile(data: string): string {
  const role: { Actions: string[]; NotActions: string[] } = JSON.parse(
    readFileSync(new URL('../../../../deploy/custom-role.json', import.meta.url), 'utf8'),
  )
  const file = join(data, '..', 'roles.json')
  const grant = { scope: '/', actions: role.Actions, notActions: role.NotActions }
  writeFileSync(file, JSON.stringify({ [productPrincipal]: [grant] }))
  return file
}

/** The whole product on an empty Azure, once for a file of tests. */
export class Stack {
  readonly #data = makeDataFolder()
  readonly azure = new SimulatedAzure(this.#data)
  #product: Standalone | undefined
  #government: Program | undefined
  readonly #adjusted = new Set<string>()
  #port = 0
  #before = new Map<string, unknown>()

  /** Where all that Azure is asked and answers is written down. */
  get exchanges(): string {
    return `${this.#data}-exchanges`
  }

  async start(): Promise<void> {
    this.#port = await choosePort()
    this.#product = new Standalone(
      [...['--data', this.#data, '--port', `${this.#port}`], ...['--time-scale', `${timeScale}`, '--no-sample']],
      { ARM_SIMULATOR_RECORD: this.exchanges, ARM_SIMULATOR_ROLES: rolesFile(this.#data) },
    )
    await this.#product.says(/ready in/)
  }

  async stop(): Promise<void> {
    if (this.#government !== undefined) await stop(this.#government)
    await this.#product?.stop()
    removeDataFolder(this.#data)
  }

  /** Makes what others have made before any workspace, for each request. What two requests name is made once. */
  async given(forEach: readonly (readonly Given[])[]): Promise<void> {
    const made = new Map<string, Promise<void>>()
    const make = async (given: readonly Given[]): Promise<void> => {
      for (const { id, body } of given) {
        const key = id.toLowerCase()
        const making = made.get(key) ?? this.azure.make(id, body)
        made.set(key, making)
        await making
      }
    }
    await Promise.all(forEach.map(make))
    this.#before = await resourcesAsTheyAre(this.azure)
  }

  get place(): Place {
    return this.#placeAt(this.#port)
  }

  /** The same database, queue and worker behind an API of the cloud for the government. */
  async governmentPlace(): Promise<Place> {
    const port = await choosePort()
    const ports: { postgres: number } = JSON.parse(readFileSync(join(this.#data, 'ports.json'), 'utf8'))
    const password = readFileSync(join(this.#data, 'database-password'), 'utf8').trim()
    const government = start(['node', 'apps/api/src/main.ts'], {
      PALISADE_DATABASE_URL: `postgres://${user}:${password}@127.0.0.1:${ports.postgres}/postgres`,
      PALISADE_API_PORT: `${port}`,
      PALISADE_CLOUD: 'AzureGovernment',
    })
    this.#government = government
    await until('the API for the government', () => {
      if (government.child.exitCode !== null) throw new Error(`It ended first:\n${government.output()}`)
      return government.output().includes('API listening on') ? true : undefined
    })
    return this.#placeAt(port)
  }

  /** What others have is as it was, but where requests allowed to adjust it; and nothing else is there. */
  async expectAsItWas(): Promise<void> {
    const after = await resourcesAsTheyAre(this.azure)
    expect([...after.keys()]).toEqual([...this.#before.keys()])
    const isAdjusted = (id: string): boolean =>
      [...this.#adjusted].some((one) => one === id || one.startsWith(`${id}/`))
    for (const [id, body] of this.#before) if (!isAdjusted(id)) expect(after.get(id), id).toEqual(body)
  }

  #placeAt(port: number): Place {
    return { api: apiOf(port), azure: this.azure, adjusted: this.#adjusted }
  }
}
