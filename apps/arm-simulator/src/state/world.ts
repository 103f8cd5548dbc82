import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Json, JsonObject } from '../json/json.ts'
import { calm, type Habits } from './habits.ts'
import type { LedgerEntry } from './ledger-entry.ts'
import type { Operation } from './operation.ts'
import type { Resource } from './resource.ts'
import type { SoftDeleted } from './soft-deleted.ts'

/** So many resources are kept at hand; the others are read when somebody asks. */
const mostCached = 50_000

interface Entry {
  readonly type: string
  readonly parent: string
  readonly targets: readonly string[]
}

type Refers = (resource: Resource) => string[]

/**
 * All that exists, read from memory and written through to the database.
 * One request is one transaction: `change` keeps all of it or nothing.
 */
export class World {
  readonly #database: DatabaseSync
  readonly #refers: Refers
  /** What is to be known of each resource without reading it. */
  readonly #entries = new Map<string, Entry>()
  /** The resources that were used last, as they are in the database. */
  readonly #cache = new Map<string, Resource>()
  readonly #types = new Map<string, Set<string>>()
  readonly #children = new Map<string, Set<string>>()
  readonly #referencers = new Map<string, Set<string>>()
  readonly #deleted = new Map<string, SoftDeleted>()
  readonly #running = new Map<string, Operation>()
  /** Which running operation holds a key. */
  readonly #holders = new Map<string, Set<string>>()
  #nextDueMs: number | undefined
  readonly #gonePrincipals = new Set<string>()
  readonly #settings = new Map<string, Json>()
  readonly #statements
  /** What puts memory back as it was, should the change that is under way be refused. */
  #undo: (() => void)[] = []
  readonly now: () => number
  readonly habits: Habits

  constructor(database: DatabaseSync, refers: Refers, now: () => number = Date.now, habits: Habits = calm) {
    this.#database = database
    this.#refers = refers
    this.now = now
    this.habits = habits
    this.#statements = {
      putResource: database.prepare(
        'insert into resources (key, json) values (?, ?) on conflict (key) do update set json = excluded.json',
      ),
      resource: database.prepare('select json from resources where key = ?'),
      resources: database.prepare('select json from resources'),
      removeResource: database.prepare('delete from resources where key = ?'),
      putOperation: database.prepare(
        'insert into operations (id, due, done, json) values (?, ?, ?, ?) on conflict (id) do update set done = excluded.done, json = excluded.json',
      ),
      operation: database.prepare('select json from operations where id = ?'),
      putDeleted: database.prepare(
        'insert into deleted (key, json) values (?, ?) on conflict (key) do update set json = excluded.json',
      ),
      removeDeleted: database.prepare('delete from deleted where key = ?'),
      gonePrincipal: database.prepare('insert or ignore into gone_principals (id) values (?)'),
      ledger: database.prepare(
        'insert into ledger (time, method, path, query, resource_id, type, status, effect, tags, client_request_id, body_digest, principal, api_version, error_code, fault) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ),
      putSetting: database.prepare(
        'insert into settings (key, json) values (?, ?) on conflict (key) do update set json = excluded.json',
      ),
      ledgerAfter: database.prepare('select * from ledger where seq > ? order by seq limit ?'),
    }
    this.#load()
  }

  /** Runs a request's changes as one transaction; after a refusal, nothing of it has happened. */
  change<T>(work: () => T): T {
    this.#database.exec('begin immediate')
    this.#undo = []
    try {
      const result = work()
      this.#database.exec('commit')
      return result
    } catch (error) {
      this.#database.exec('rollback')
      for (const undo of this.#undo.reverse()) undo()
      throw error
    }
  }

  newGuid(): string {
    return randomUUID()
  }

  get(key: string): Resource | undefined {
    const cached = this.#cache.get(key)
    if (cached !== undefined || !this.#entries.has(key)) return cached
    const row = this.#statements.resource.get(key)
    return row === undefined ? undefined : this.#remember(parse<Resource>(row.json))
  }

  *all(): Iterable<Resource> {
    for (const row of this.#statements.resources.all()) yield parse<Resource>(row.json)
  }

  ofType(type: string): Resource[] {
    return this.#lookUp(this.#types.get(type))
  }

  children(key: string, type?: string): Resource[] {
    return this.#lookUp(this.#children.get(key)).filter((child) => type === undefined || child.type === type)
  }

  /** The resources whose bodies point at this one. */
  referencers(key: string, type?: string): Resource[] {
    return this.#lookUp(this.#referencers.get(key)).filter((resource) => type === undefined || resource.type === type)
  }

  put(resource: Resource): void {
    this.#keepForUndo(resource.key)
    this.#statements.putResource.run(resource.key, JSON.stringify(resource))
    this.#index(resource)
    this.#remember(resource)
  }

  remove(key: string): void {
    this.#keepForUndo(key)
    this.#statements.removeResource.run(key)
    this.#unindex(key)
    this.#cache.delete(key)
  }

  deletedAt(key: string): SoftDeleted | undefined {
    return this.#deleted.get(key)
  }

  deleted(type?: string): SoftDeleted[] {
    return [...this.#deleted.values()].filter((item) => type === undefined || item.type === type)
  }

  keepDeleted(item: SoftDeleted): void {
    const before = this.#deleted.get(item.key)
    this.#undo.push(() => (before === undefined ? this.#deleted.delete(item.key) : this.#deleted.set(item.key, before)))
    this.#statements.putDeleted.run(item.key, JSON.stringify(item))
    this.#deleted.set(item.key, item)
  }

  forgetDeleted(key: string): void {
    const before = this.#deleted.get(key)
    if (before !== undefined) this.#undo.push(() => this.#deleted.set(key, before))
    this.#statements.removeDeleted.run(key)
    this.#deleted.delete(key)
  }

  /** An identity is gone, and so is its principal. */
  forgetPrincipal(id: string): void {
    if (!this.#gonePrincipals.has(id)) this.#undo.push(() => this.#gonePrincipals.delete(id))
    this.#statements.gonePrincipal.run(id)
    this.#gonePrincipals.add(id)
  }

  isGonePrincipal(id: string): boolean {
    return this.#gonePrincipals.has(id)
  }

  /** What is set for a subscription beside its resources: registrations, quotas. */
  setting(key: string): Json | undefined {
    return this.#settings.get(key.toLowerCase())
  }

  set(key: string, value: Json): void {
    const name = key.toLowerCase()
    const before = this.#settings.get(name)
    this.#undo.push(() => (before === undefined ? this.#settings.delete(name) : this.#settings.set(name, before)))
    this.#statements.putSetting.run(name, JSON.stringify(value))
    this.#settings.set(name, value)
  }

  running(): Operation[] {
    return [...this.#running.values()]
  }

  /** The running operation that holds one of these keys. */
  holder(keys: readonly string[]): Operation | undefined {
    for (const key of keys) {
      for (const id of this.#holders.get(key) ?? []) return this.#running.get(id)
    }
    return undefined
  }

  /** When the next of them ends; undefined while none runs. */
  nextDueMs(): number | undefined {
    if (this.#nextDueMs === undefined) {
      for (const { dueMs } of this.#running.values())
        if (this.#nextDueMs === undefined || dueMs < this.#nextDueMs) this.#nextDueMs = dueMs
    }
    return this.#nextDueMs
  }

  operation(id: string): Operation | undefined {
    const running = this.#running.get(id)
    if (running !== undefined) return running
    const row = this.#statements.operation.get(id)
    return row === undefined ? undefined : parse<Operation>(row.json)
  }

  putOperation(operation: Operation): void {
    const before = this.#running.get(operation.id)
    this.#undo.push(() => {
      this.#forgetRunning(operation.id)
      if (before !== undefined) this.#keepRunning(before)
    })
    this.#statements.putOperation.run(operation.id, operation.dueMs, operation.done ? 1 : 0, JSON.stringify(operation))
    if (operation.done) this.#forgetRunning(operation.id)
    else this.#keepRunning(operation)
  }

  record(entry: LedgerEntry): void {
    this.#statements.ledger.run(
      entry.time,
      entry.method,
      entry.path,
      entry.query,
      entry.resourceId,
      entry.type,
      entry.status,
      entry.effect,
      entry.tags === null ? null : JSON.stringify(entry.tags),
      entry.clientRequestId,
      entry.bodyDigest,
      entry.principal,
      entry.apiVersion,
      entry.errorCode,
      entry.fault,
    )
  }

  ledger(after: number, limit: number): JsonObject[] {
    return this.#statements.ledgerAfter.all(after, limit).map((row) => ({
      seq: Number(row.seq),
      time: String(row.time),
      method: String(row.method),
      path: String(row.path),
      query: String(row.query),
      resourceId: row.resource_id === null ? null : String(row.resource_id),
      type: row.type === null ? null : String(row.type),
      status: Number(row.status),
      effect: String(row.effect),
      tags: row.tags === null ? null : parse<JsonObject>(row.tags),
      clientRequestId: row.client_request_id === null ? null : String(row.client_request_id),
      bodyDigest: textOf(row.body_digest),
      principal: textOf(row.principal),
      apiVersion: textOf(row.api_version),
      errorCode: textOf(row.error_code),
      fault: textOf(row.fault),
    }))
  }

  /** Empties everything. The ledger begins again too, but its numbers go on. */
  reset(): void {
    this.#database.exec(
      'delete from resources; delete from operations; delete from deleted; delete from gone_principals; delete from settings; delete from ledger;',
    )
    this.#load()
  }

  #keepRunning(operation: Operation): void {
    this.#running.set(operation.id, operation)
    for (const lock of operation.locks) addTo(this.#holders, lock, operation.id)
    if (this.#nextDueMs !== undefined) this.#nextDueMs = Math.min(this.#nextDueMs, operation.dueMs)
  }

  #forgetRunning(id: string): void {
    const operation = this.#running.get(id)
    if (operation === undefined) return
    this.#running.delete(id)
    for (const lock of operation.locks) {
      const holders = this.#holders.get(lock)
      holders?.delete(id)
      if (holders?.size === 0) this.#holders.delete(lock)
    }
    if (operation.dueMs === this.#nextDueMs) this.#nextDueMs = undefined
  }

  #lookUp(keys: Set<string> | undefined): Resource[] {
    const found: Resource[] = []
    for (const key of keys ?? []) {
      const resource = this.get(key)
      if (resource !== undefined) found.push(resource)
    }
    return found
  }

  /** Keeps a resource at hand, and lets go of the one that was put there first when there are too many. */
  #remember(resource: Resource): Resource {
    this.#cache.delete(resource.key)
    this.#cache.set(resource.key, resource)
    if (this.#cache.size > mostCached) {
      for (const oldest of this.#cache.keys()) {
        this.#cache.delete(oldest)
        break
      }
    }
    return resource
  }

  /** Read before it changes: a rollback of the database does not reach memory. */
  #keepForUndo(key: string): void {
    const before = this.get(key)
    this.#undo.push(() => {
      this.#unindex(key)
      this.#cache.delete(key)
      if (before !== undefined) this.#index(before)
    })
  }

  #index(resource: Resource): void {
    this.#unindex(resource.key)
    const { key, type, parent } = resource
    const targets = this.#refers(resource)
    this.#entries.set(key, { type, parent, targets })
    addTo(this.#types, type, key)
    addTo(this.#children, parent, key)
    for (const target of targets) addTo(this.#referencers, target, key)
  }

  #unindex(key: string): void {
    const entry = this.#entries.get(key)
    if (entry === undefined) return
    this.#entries.delete(key)
    takeFrom(this.#types, entry.type, key)
    takeFrom(this.#children, entry.parent, key)
    for (const target of entry.targets) takeFrom(this.#referencers, target, key)
  }

  #load(): void {
    this.#nextDueMs = undefined
    for (const index of [
      this.#entries,
      this.#cache,
      this.#types,
      this.#children,
      this.#referencers,
      this.#deleted,
      this.#running,
      this.#holders,
      this.#gonePrincipals,
      this.#settings,
    ])
      index.clear()
    for (const row of this.#statements.resources.iterate()) this.#index(parse<Resource>(row.json))
    for (const row of this.#database.prepare('select json from deleted').all()) {
      const item = parse<SoftDeleted>(row.json)
      this.#deleted.set(item.key, item)
    }
    for (const row of this.#database.prepare('select json from operations where done = 0 order by due').all()) {
      const operation = parse<Operation>(row.json)
      this.#keepRunning(operation)
    }
    for (const row of this.#database.prepare('select key, json from settings').all())
      this.#settings.set(String(row.key), parse<Json>(row.json))
    for (const row of this.#database.prepare('select id from gone_principals').all())
      this.#gonePrincipals.add(String(row.id))
  }
}

/** Nobody asks who has none: an empty set would stay for ever. */
function takeFrom(index: Map<string, Set<string>>, key: string, value: string): void {
  const set = index.get(key)
  set?.delete(value)
  if (set?.size === 0) index.delete(key)
}

function addTo(index: Map<string, Set<string>>, key: string, value: string): void {
  const set = index.get(key)
  if (set === undefined) index.set(key, new Set([value]))
  else set.add(value)
}

function textOf(value: unknown): string | null {
  return value === null ? null : String(value)
}

/** Rows hold only what this class wrote. */
function parse<T>(json: unknown): T {
  return JSON.parse(String(json)) as T
}
