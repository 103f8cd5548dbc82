import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Account } from './account.ts'
import { binariesFolder } from './binaries.ts'
import { canEnter } from './can-enter.ts'
import { openGround } from './open-ground.ts'

/**
 * The folder with PostgreSQL's programs, all of them executable for the account.
 * @returns `isCopy`: they lie where only root may enter, so a copy is used.
 * @throws NoLocalPostgres
 */
export function findPrograms(account: Account): { readonly bin: string; readonly isCopy: boolean } {
  const native = binariesFolder()
  const isCopy = !canEnter(native, account)
  const bin = join(isCopy ? copied(native) : native, 'bin')
  makeExecutable(bin)
  return { bin, isCopy }
}

/** A copy of the programs that everyone may use. It is named for what it is a copy of, so that an update replaces it. */
function copied(native: string): string {
  const { mtimeMs } = statSync(join(native, 'bin', 'postgres'))
  const version = createHash('sha256').update(`${native} ${mtimeMs}`).digest('hex').slice(0, 12)
  const copy = join(openGround, `programs-${version}`)
  if (!existsSync(copy)) {
    // Under a name of this process first: several may copy at once, and one of them has the last word.
    const half = `${copy}.${process.pid}`
    mkdirSync(openGround, { recursive: true, mode: 0o755 })
    cpSync(native, half, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(half, copy)
    } catch {
      rmSync(half, { recursive: true, force: true })
    }
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
