import type { DatabaseSync } from 'node:sqlite'
import type { Fault, FaultEffect, FaultMatch } from './fault.ts'

/** A call, as far as faults look at it. */
interface Target {
  readonly method: string
  readonly path: string
  readonly type: string
}

/** What goes wrong on demand. It is kept with the rest of the state, and counted by call. */
export class Faults {
  readonly #database: DatabaseSync
  readonly #random: () => number
  readonly #faults = new Map<string, Fault>()
  #next = 1

  constructor(database: DatabaseSync, random: () => number) {
    this.#database = database
    this.#random = random
    database.exec('create table if not exists faults (id text primary key, json text not null) without rowid')
    for (const row of database.prepare('select json from faults').all()) {
      const fault = JSON.parse(String(row.json)) as Fault
      this.#faults.set(fault.id, fault)
      this.#next = Math.max(this.#next, Number(/^fault-(\d+)$/.exec(fault.id)?.[1] ?? 0) + 1)
    }
  }

  /** @param id absent: the next free one. One that is there already is replaced. */
  add({ match, effect }: { match: FaultMatch; effect: FaultEffect }, id = `fault-${this.#next++}`): Fault {
    const fault: Fault = { id, match, effect, seen: 0, struck: 0 }
    this.#keep(fault)
    return fault
  }

  all(): Fault[] {
    return [...this.#faults.values()]
  }

  /** Answers whether there was one. */
  remove(id: string): boolean {
    this.#database.prepare('delete from faults where id = ?').run(id)
    return this.#faults.delete(id)
  }

  clear(): void {
    this.#database.exec('delete from faults')
    this.#faults.clear()
  }

  /** The fault that strikes this call: the first that matches and is not used up. All that match have seen it. */
  strike(target: Target): Fault | undefined {
    let striking: Fault | undefined
    for (const fault of this.all()) {
      if (!isFor(fault.match, target)) continue
      const { nth = 1, times = 1, probability = 1 } = fault.match
      const seen = fault.seen + 1
      const strikes =
        striking === undefined &&
        seen >= nth &&
        (times === 0 || fault.struck < times) &&
        (probability === 1 || this.#random() < probability)
      const counted = { ...fault, seen, struck: fault.struck + (strikes ? 1 : 0) }
      this.#keep(counted)
      if (strikes) striking = counted
    }
    return striking
  }

  #keep(fault: Fault): void {
    this.#faults.set(fault.id, fault)
    this.#database
      .prepare('insert into faults (id, json) values (?, ?) on conflict (id) do update set json = excluded.json')
      .run(fault.id, JSON.stringify(fault))
  }
}

function isFor({ method, type, idContains }: FaultMatch, target: Target): boolean {
  return (
    (method === undefined || method === target.method) &&
    (type === undefined || type.toLowerCase() === target.type.toLowerCase()) &&
    (idContains === undefined || target.path.toLowerCase().includes(idContains.toLowerCase()))
  )
}
