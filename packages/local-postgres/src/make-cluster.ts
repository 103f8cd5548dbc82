import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Account } from './account.ts'
import { NoLocalPostgres } from './no-local-postgres.ts'

/** The one user of a cluster. Nobody else can sign in, and it is ours alone. */
export const user = 'palisade'

/**
 * Makes a cluster where there is none yet.
 * @param place `cluster` is the folder of its data; the account must be able to enter the folder above.
 * @throws NoLocalPostgres with what `initdb` said.
 */
export async function makeCluster(
  place: { readonly account: Account; readonly cluster: string; readonly bin: string },
  password: string,
  signal?: AbortSignal,
): Promise<void> {
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
    await initdb(join(bin, 'initdb'), args, { ...account, cwd: '/', ...(signal === undefined ? {} : { signal }) })
  } catch (error) {
    signal?.throwIfAborted()
    throw new NoLocalPostgres(`Making the database failed: ${error instanceof Error ? error.message : error}`)
  } finally {
    await rm(passwordFile, { force: true })
  }
  await rename(half, cluster)
}

async function initdb(
  program: string,
  args: readonly string[],
  options: { uid?: number; gid?: number; cwd: string; signal?: AbortSignal },
): Promise<void> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
  const [code, endedBy] = await once(child, 'close')
  if (code !== 0) throw new Error(`${endedBy ?? `exit code ${code}`}\n${output.trim()}`)
}
