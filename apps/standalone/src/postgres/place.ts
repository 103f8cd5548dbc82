import { createHash } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Account, accountFor, canEnter, findPrograms, openGround } from '@palisade/local-postgres'
import type { DataFolder } from '../data-folder/data-folder.ts'

/** Where PostgreSQL lives and as whom it runs. */
export interface Place {
  readonly account: Account
  /** The folder with its data. */
  readonly cluster: string
  readonly bin: string
  /** For people: why it is not where they would look for it. */
  readonly notes: readonly string[]
}

/**
 * Chooses the place, the same at every start. Usually the data is in the data folder and the programs in node_modules.
 * As root, both may lie below a folder that only root may enter (a clone in /root): then the data goes to a folder
 * of this data folder's own in /var/lib/palisade, and a copy of the programs beside it. Opening somebody's home
 * for others would be the shorter way, and is not ours to do. Throws `NoLocalPostgres`.
 */
export function placeFor(folder: DataFolder): Place {
  const usual = join(folder.root, 'postgres')
  const notes: string[] = []
  const account = accountFor(existsSync(usual) ? usual : elsewhere(folder))
  let cluster = usual
  if (!canEnter(folder.root, account)) {
    cluster = elsewhere(folder)
    mkdirSync(dirname(cluster), { recursive: true, mode: 0o755 })
    notes.push(`PostgreSQL does not run as root, and its user cannot reach ${folder.root}: its data is in ${cluster}.`)
  }
  const { bin, isCopy } = findPrograms(account)
  if (isCopy) notes.push(`For the same reason its programs were copied to ${dirname(bin)}.`)
  return { account, cluster, bin, notes }
}

function elsewhere(folder: DataFolder): string {
  return join(openGround, createHash('sha256').update(folder.root).digest('hex').slice(0, 12))
}
