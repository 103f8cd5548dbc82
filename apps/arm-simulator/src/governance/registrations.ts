import type { DatabaseSync } from 'node:sqlite'

export type RegistrationState = 'Registered' | 'NotRegistered' | 'Registering' | 'Unregistering'

/** Azure says minutes; how many differs. Simulated seconds. */
const seconds = { Registered: 120, NotRegistered: 60 } as const

/** Everybody has these, and nobody can give them up. Source: azure-services-resource-providers.md, "registered by default". */
const free: readonly string[] = ['microsoft.authorization', 'microsoft.features', 'microsoft.resources']

/** Which resource providers each subscription is registered with. Kept with the rest of the state. */
export class Registrations {
  readonly #unregistered: ReadonlySet<string>
  readonly #timeScale: number
  readonly #database: DatabaseSync
  readonly #statements

  /** @param unregistered namespaces that no subscription is registered with from the start. */
  constructor(database: DatabaseSync, unregistered: readonly string[], timeScale: number) {
    this.#database = database
    this.#unregistered = new Set(unregistered.map((namespace) => namespace.toLowerCase()))
    this.#timeScale = timeScale
    database.exec(
      'create table if not exists registrations (key text primary key, state text not null, done integer not null) without rowid',
    )
    this.#statements = {
      get: database.prepare('select state, done from registrations where key = ?'),
      put: database.prepare(
        'insert into registrations (key, state, done) values (?, ?, ?) on conflict (key) do update set state = excluded.state, done = excluded.done',
      ),
    }
  }

  /** Not kept in memory: a call that is refused in the end takes its change back in the database alone. */
  stateOf(subscription: string, namespace: string, now: number): RegistrationState {
    if (isFree(namespace)) return 'Registered'
    const row = this.#statements.get.get(keyOf(subscription, namespace))
    if (row === undefined) return this.#unregistered.has(namespace.toLowerCase()) ? 'NotRegistered' : 'Registered'
    const isDone = Number(row.done) <= now
    if (row.state === 'Registered') return isDone ? 'Registered' : 'Registering'
    return isDone ? 'NotRegistered' : 'Unregistering'
  }

  /** Begins what takes its time; asking again for what is so, or on its way, changes nothing. */
  change(subscription: string, namespace: string, to: 'Registered' | 'NotRegistered', now: number): void {
    const state = this.stateOf(subscription, namespace, now)
    if (state === to || (to === 'Registered' ? state === 'Registering' : state === 'Unregistering')) return
    this.#statements.put.run(
      keyOf(subscription, namespace),
      to,
      Math.ceil(now + (seconds[to] * 1000) / this.#timeScale),
    )
  }

  /** Everything is as it was at the start. */
  clear(): void {
    this.#database.exec('delete from registrations')
  }
}

export function isFree(namespace: string): boolean {
  return free.includes(namespace.toLowerCase())
}

function keyOf(subscription: string, namespace: string): string {
  return `${subscription}/${namespace}`.toLowerCase()
}
