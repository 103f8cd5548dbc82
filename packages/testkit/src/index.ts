export { type Cluster, startCluster } from './database/cluster.ts'
export { freePort } from './database/free-port.ts'
export { type TemporaryDatabase, temporaryDatabase } from './database/temporary-database.ts'
