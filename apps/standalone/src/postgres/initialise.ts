import { existsSync } from 'node:fs'
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runOnce } from '../processes/run-once.ts'
import type { Place } from './place.ts'

/** The one user of the cluster. Nobody else can sign in, and it is ours alone. */
export const user = 'palisade'

/** Makes the cluster where there is none yet. */
export async function initialise(place: Place, password: string, signal: AbortSignal): Promise<void> {
  const { account, cluster, bin } = place
  if (existsSync(cluster)) return
  // Made under another name first: a cluster that was broken off half-way is then never taken for one.
  const half = `${cluster}.new`
  const passwordFile = `${half}.password`
  await rm(half, { recursive: true, force: true })
  await mkdir(half, { mode: 0o700 })
  await rm(passwordFile, { force: true })
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (account !== undefined) {
    await chown(half, account.uid, account.gid)
    await chown(passwordFile, account.uid, account.gid)
  }
  const args = [
    `--pgdata=${half}`,
    `--username=${user}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order and messages on every machine: we wait for one of the messages.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]
  try {
    await runOnce('Making the database', join(bin, 'initdb'), args, { ...account, cwd: '/', signal })
  } finally {
    await rm(passwordFile, { force: true })
  }
  await rename(half, cluster)
}
