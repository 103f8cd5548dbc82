import { startCluster } from '../database/cluster.ts'
import { openRunFolder } from './run-folder.ts'

/**
 * For vitest: a folder for all that a run writes, and one PostgreSQL cluster for the whole run. Starting one takes two
 * seconds; a database in it, 50 ms.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = openRunFolder()
  const cluster = await startCluster()
  process.env.PALISADE_TEST_POSTGRES = cluster.url('postgres')
  return async () => {
    await cluster.remove()
    await folder.close()
  }
}
