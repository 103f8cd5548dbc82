import { Gate, startCluster } from '@palisade/testkit'
import type { Store } from './store.ts'

/** A new Postgres cluster, reached through a gate that can hang. */
export async function postgresStore(): Promise<Store> {
  const cluster = await startCluster()
  const url = new URL(cluster.url('postgres'))
  const { gate, port } = await Gate.open(Number(url.port))
  url.port = String(port)
  return {
    url: url.href,
    stop: () => cluster.stop(),
    start: () => cluster.start(),
    hang: () => gate.hang(),
    resume: () => gate.resume(),
    arrivals: () => gate.arrivals,
    remove: async () => {
      await cluster.stop()
      await gate.close()
      await cluster.remove()
    },
  }
}
