import { startCluster } from './cluster.ts'

/** For vitest: one PostgreSQL cluster for the whole run. Starting one takes two seconds; a database in it, 50 ms. */
export default async function setup(): Promise<() => Promise<void>> {
  const cluster = await startCluster()
  process.env.PALISADE_TEST_POSTGRES = cluster.url('postgres')
  return () => cluster.remove()
}
