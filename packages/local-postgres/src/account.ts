import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { NoLocalPostgres } from './no-local-postgres.ts'

/** The user that PostgreSQL runs as; undefined means: as whoever runs us. */
export type Account = { readonly uid: number; readonly gid: number } | undefined

/**
 * PostgreSQL refuses to run as root. As root it runs as the owner of its data or, at the first start, as the user
 * `postgres`, which is created where there is none. Throws `NoLocalPostgres`.
 */
export function accountFor(cluster: string): Account {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return idsOfPostgres() ?? createPostgres()
}

function idsOfPostgres(): Account {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }))
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}

function createPostgres(): Account {
  try {
    execFileSync('groupadd', ['--system', '--force', 'postgres'], { stdio: 'pipe' })
    execFileSync('useradd', ['--system', '--gid', 'postgres', '--shell', '/usr/sbin/nologin', 'postgres'], {
      stdio: 'pipe',
    })
  } catch {
    throw new NoLocalPostgres(
      'PostgreSQL does not run as root, and a user "postgres" could not be created for it. Run this as another user.',
    )
  }
  return idsOfPostgres()
}
