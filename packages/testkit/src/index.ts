export { type Cluster, startCluster } from './database/cluster.ts'
export { type TemporaryDatabase, temporaryDatabase } from './database/temporary-database.ts'
