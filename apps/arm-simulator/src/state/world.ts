import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { JsonObject } from '../json/json.ts'
import type { LedgerEntry } from './ledger-entry.ts'
import type { Operation } from './operation.ts'
import type { Resource } from './resource.ts'
import type { SoftDeleted } from './soft-deleted.ts'

type Refers = (resource: Resource) => string[]

/**
 * All that exists, read from memory and written through to the database.
 * One request is one transaction: `change` keeps all of it or nothing.
 */
export class World {
  readonly #database: DatabaseSync
  readonly #refers: Refers
  readonly #resources = new Map<string, Resource>()
  readonly #children = new Map<string, Set<string>>()
  readonly #referencers = new Map<string, Set<string>>()
  readonly #targets = new Map<string, string[]>()
  readonly #deleted = new Map<string, SoftDeleted>()
  readonly #running = new Map<string, Operation>()
  readonly #gonePrincipals = new Set<string>()
  readonly #statements
  #isTouched = false
  readonly now: () => number

  constructor(database: DatabaseSync, refers: Refers, now: () => number = Date.now) {
    this.#database = database
    this.#refers = refers
    this.now = now
    this.#statements = {
      putResource: database.prepare(
        'insert into resources (key, json) values (?, ?) on conflict (key) do update set json = excluded.json',
      ),
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
      ledgerAfter: database.prepare('select * from ledger where seq > ? order by seq limit ?'),
    }
    this.#load()
  }

  /** Runs a request's changes as one transaction; after a refusal, nothing of it has happened. */
  change<T>(work: () => T): T {
    this.#database.exec('begin immediate')
    this.#isTouched = false
    try {
      const result = work()
      this.#database.exec('commit')
      return result
    } catch (error) {
      this.#database.exec('rollback')
      if (this.#isTouched) this.#load()
      throw error
    }
  }

  newGuid(): string {
    return randomUUID()
  }

  get(key: string): Resource | undefined {
    return this.#resources.get(key)
  }

  all(): Iterable<Resource> {
    return this.#resources.values()
  }

  ofType(type: string): Resource[] {
    return [...this.#resources.values()].filter((resource) => resource.type === type)
  }

  children(key: string, type?: string): Resource[] {
    return this.#lookUp(this.#children.get(key)).filter((child) => type === undefined || child.type === type)
  }

  /** The resources whose bodies point at this one. */
  referencers(key: string, type?: string): Resource[] {
    return this.#lookUp(this.#referencers.get(key)).filter((resource) => type === undefined || resource.type === type)
  }

  put(resource: Resource): void {
    this.#isTouched = true
    this.#statements.putResource.run(resource.key, JSON.stringify(resource))
    this.#index(resource)
  }

  remove(key: string): void {
    this.#isTouched = true
    this.#statements.removeResource.run(key)
    this.#unindex(key)
  }

  deletedAt(key: string): SoftDeleted | undefined {
    return this.#deleted.get(key)
  }

  deleted(type?: string): SoftDeleted[] {
    return [...this.#deleted.values()].filter((item) => type === undefined || item.type === type)
  }

  keepDeleted(item: SoftDeleted): void {
    this.#isTouched = true
    this.#statements.putDeleted.run(item.key, JSON.stringify(item))
    this.#deleted.set(item.key, item)
  }

  forgetDeleted(key: string): void {
    this.#isTouched = true
    this.#statements.removeDeleted.run(key)
    this.#deleted.delete(key)
  }

  /** An identity is gone, and so is its principal. */
  forgetPrincipal(id: string): void {
    this.#isTouched = true
    this.#statements.gonePrincipal.run(id)
    this.#gonePrincipals.add(id)
  }

  isGonePrincipal(id: string): boolean {
    return this.#gonePrincipals.has(id)
  }

  running(): Operation[] {
    return [...this.#running.values()]
  }

  /** The running operation that holds one of these keys. */
  holder(keys: readonly string[]): Operation | undefined {
    for (const operation of this.#running.values()) {
      if (operation.locks.some((lock) => keys.includes(lock))) return operation
    }
    return undefined
  }

  operation(id: string): Operation | undefined {
    const running = this.#running.get(id)
    if (running !== undefined) return running
    const row = this.#statements.operation.get(id)
    return row === undefined ? undefined : parse<Operation>(row.json)
  }

  putOperation(operation: Operation): void {
    this.#isTouched = true
    this.#statements.putOperation.run(operation.id, operation.dueMs, operation.done ? 1 : 0, JSON.stringify(operation))
    if (operation.done) this.#running.delete(operation.id)
    else this.#running.set(operation.id, operation)
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
      'delete from resources; delete from operations; delete from deleted; delete from gone_principals; delete from ledger;',
    )
    this.#load()
  }

  #lookUp(keys: Set<string> | undefined): Resource[] {
    const found: Resource[] = []
    for (const key of keys ?? []) {
      const resource = this.#resources.get(key)
      if (resource !== undefined) found.push(resource)
    }
    return found
  }

  #index(resource: Resource): void {
    this.#unindex(resource.key)
    this.#resources.set(resource.key, resource)
    addTo(this.#children, resource.parent, resource.key)
    const targets = this.#refers(resource)
    this.#targets.set(resource.key, targets)
    for (const target of targets) addTo(this.#referencers, target, resource.key)
  }

  #unindex(key: string): void {
    const resource = this.#resources.get(key)
    if (resource === undefined) return
    this.#resources.delete(key)
    this.#children.get(resource.parent)?.delete(key)
    for (const target of this.#targets.get(key) ?? []) this.#referencers.get(target)?.delete(key)
    this.#targets.delete(key)
  }

  #load(): void {
    for (const index of [
      this.#resources,
      this.#children,
      this.#referencers,
      this.#targets,
      this.#deleted,
      this.#running,
      this.#gonePrincipals,
    ])
      index.clear()
    for (const row of this.#database.prepare('select json from resources').all()) this.#index(parse<Resource>(row.json))
    for (const row of this.#database.prepare('select json from deleted').all()) {
      const item = parse<SoftDeleted>(row.json)
      this.#deleted.set(item.key, item)
    }
    for (const row of this.#database.prepare('select json from operations where done = 0 order by due').all()) {
      const operation = parse<Operation>(row.json)
      this.#running.set(operation.id, operation)
    }
    for (const row of this.#database.prepare('select id from gone_principals').all())
      this.#gonePrincipals.add(String(row.id))
  }
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
