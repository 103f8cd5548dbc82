/** `node apps/worker/src/health.ts`: exits with 0 while the worker on this machine reaches the database and sweeps. */
import { statSync } from 'node:fs'

const oldestMs = 30_000
const file = process.env.PALISADE_WORKER_HEARTBEAT_FILE
const beat = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false })
process.exit(beat !== undefined && Date.now() - beat.mtimeMs < oldestMs ? 0 : 1)
