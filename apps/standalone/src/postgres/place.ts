import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DataFolder } from '../data-folder/data-folder.ts'
import { type Account, accountFor } from './account.ts'
import { binariesFolder } from './binaries.ts'

/** Where PostgreSQL lives and as whom it runs. */
export interface Place {
  readonly account: Account
  /** The folder with its data. */
  readonly cluster: string
  readonly bin: string
  /** For people: why it is not where they would look for it. */
  readonly notes: readonly string[]
}

/** Where what the user `postgres` must reach is put when the usual place is closed to that user. */
const openGround = '/var/lib/palisade'

/**
 * Chooses the place, the same at every start. Usually the data is in the data folder and the programs in node_modules.
 * As root, both may lie below a folder that only root may enter (a clone in /root): then the data goes to a folder
 * of this data folder's own in /var/lib/palisade, and a copy of the programs beside it. Opening somebody's home
 * for others would be the shorter way, and is not ours to do.
 */
export function placeFor(folder: DataFolder): Place {
  const usual = join(folder.root, 'postgres')
  const native = binariesFolder()
  const notes: string[] = []
  const account = accountFor(existsSync(usual) ? usual : elsewhere(folder))
  let cluster = usual
  if (!canEnter(folder.root, account)) {
    cluster = elsewhere(folder)
    mkdirSync(dirname(cluster), { recursive: true, mode: 0o755 })
    notes.push(`PostgreSQL does not run as root, and its user cannot reach ${folder.root}: its data is in ${cluster}.`)
  }
  let bin = join(native, 'bin')
  if (!canEnter(native, account)) {
    bin = join(copied(native), 'bin')
    notes.push(`For the same reason its programs were copied to ${dirname(bin)}.`)
  }
  makeExecutable(bin)
  return { account, cluster, bin, notes }
}

function elsewhere(folder: DataFolder): string {
  return join(openGround, createHash('sha256').update(folder.root).digest('hex').slice(0, 12))
}

/** Asks the system and not the mode bits: access lists, mounts and every parent have a say. */
function canEnter(path: string, account: Account): boolean {
  if (account === undefined) return true
  return spawnSync('test', ['-x', path], { ...account, cwd: '/' }).status === 0
}

/** A copy of the programs that everyone may use. It is named for what it is a copy of, so that an update replaces it. */
function copied(native: string): string {
  const { mtimeMs } = statSync(join(native, 'bin', 'postgres'))
  const version = createHash('sha256').update(`${native} ${mtimeMs}`).digest('hex').slice(0, 12)
  const copy = join(openGround, `programs-${version}`)
  if (!existsSync(copy)) {
    rmSync(`${copy}.new`, { recursive: true, force: true })
    cpSync(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true })
    renameSync(`${copy}.new`, copy)
  }
  return copy
}

/** A package loses the permission to execute when it was packed on a system without it. */
function makeExecutable(bin: string): void {
  for (const name of readdirSync(bin)) {
    const path = join(bin, name)
    const { mode } = statSync(path)
    if ((mode & 0o555) !== 0o555) chmodSync(path, mode | 0o555)
  }
}
