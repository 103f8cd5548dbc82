import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CannotStart } from '../cannot-start.ts'
import type { DataFolder } from './data-folder.ts'

const lock = 'lock.db'
const journal = 'lock.db-journal'
const holder = 'standalone.pid'

/** What the lock consists of. */
export const lockFiles: readonly string[] = [lock, journal, holder]

/** The right to be the only one that runs on a data folder. */
export interface Lock {
  /** The last holder did not release it: it was killed, and its children may be about to end. */
  readonly wasAbandoned: boolean
  release(): void
}

/**
 * Takes the lock of a data folder. Throws `CannotStart` while another process holds it.
 *
 * It is the write lock of an empty SQLite database, because the operating system gives that back when its holder dies,
 * however it dies. A file with a process id has to be judged stale, and two who judge at the same time both win.
 */
export function takeLock(folder: DataFolder): Lock {
  const holderFile = join(folder.root, holder)
  const database = new DatabaseSync(join(folder.root, lock), { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (!(error instanceof Error && 'errcode' in error && error.errcode === 5)) throw error
    const pid = read(holderFile)?.trim() ?? 'unknown'
    throw new CannotStart(
      `Palisade already runs on ${folder.root} (process ${pid}). Stop that one first, or choose another folder with --data.`,
    )
  }
  const wasAbandoned = read(holderFile) !== undefined
  writeFileSync(holderFile, `${process.pid}\n`)
  return {
    wasAbandoned,
    release: () => {
      rmSync(holderFile, { force: true })
      database.close()
    },
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
