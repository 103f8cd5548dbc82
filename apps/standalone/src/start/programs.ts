import { join } from 'node:path'
import { user } from '@palisade/local-postgres'
import type { DataFolder } from '../data-folder/data-folder.ts'
import type { Options } from '../options/options.ts'
import type { Ports } from '../ports/remembered-ports.ts'
import { nodeProgram } from '../processes/node-program.ts'
import type { Program } from '../processes/program.ts'

/** What the apps are told, and where they can be reached. */
export function programs(options: Options, folder: DataFolder, ports: Ports, password: string) {
  const databaseUrl = `postgres://${user}:${password}@127.0.0.1:${ports.postgres}/postgres`
  const simulatorUrl = `https://127.0.0.1:${ports.simulator}`
  const apiUrl = `http://127.0.0.1:${options.port}`
  // Compiled code is kept between starts, which makes the second one faster.
  const shared = { NODE_COMPILE_CACHE: folder.compileCache }
  const simulator: Program = nodeProgram({
    name: 'simulator',
    main: 'apps/arm-simulator/src/main.ts',
    args: ['--port', `${ports.simulator}`, '--data', folder.simulator, '--time-scale', `${options.timeScale}`],
    env: shared,
    readyLine: 'ARM simulator listening on',
    stopWithinMs: 1_000,
  })
  const api: Program = nodeProgram({
    name: 'api',
    main: 'apps/api/src/main.ts',
    env: {
      ...shared,
      PALISADE_DATABASE_URL: databaseUrl,
      PALISADE_QUEUE_URL: databaseUrl,
      PALISADE_API_HOST: '127.0.0.1',
      PALISADE_API_PORT: `${options.port}`,
    },
    readyLine: 'API listening on',
    stopWithinMs: 5_500,
  })
  const worker: Program = nodeProgram({
    name: 'worker',
    main: 'apps/worker/src/main.ts',
    env: {
      ...shared,
      PALISADE_DATABASE_URL: databaseUrl,
      PALISADE_QUEUE_URL: databaseUrl,
      PALISADE_AZURE_ENDPOINT: simulatorUrl,
      PALISADE_AZURE_CA_FILE: join(folder.simulator, 'ca.pem'),
      PALISADE_AZURE_CREDENTIAL: 'simulator',
      PALISADE_AZURE_TIME_SCALE: `${options.timeScale}`,
      // Under the same name at each start, so that it takes up at once what it had in hand.
      PALISADE_WORKER_NAME: 'standalone',
      PALISADE_WORKER_HEARTBEAT_FILE: folder.heartbeat,
    },
    readyLine: 'Worker standalone takes jobs.',
    stopWithinMs: 5_500,
  })
  return { simulator, api, worker, databaseUrl, simulatorUrl, apiUrl }
}
