import { randomBytes } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeCluster } from '@palisade/local-postgres'
import { CannotStart } from '../cannot-start.ts'
import type { DataFolder } from '../data-folder/data-folder.ts'
import { emptyDataFolder } from '../data-folder/empty-data-folder.ts'
import { remembered } from '../data-folder/remembered.ts'
import { Api } from '../jobs/api.ts'
import type { Options } from '../options/options.ts'
import { rememberedPorts } from '../ports/remembered-ports.ts'
import { waitUntilFree } from '../ports/wait-until-free.ts'
import { endLeftover } from '../postgres/end-leftover.ts'
import { placeFor } from '../postgres/place.ts'
import { postgresProgram } from '../postgres/postgres-program.ts'
import { pathOf } from '../processes/node-program.ts'
import { runOnce } from '../processes/run-once.ts'
import type { ProcessGroup } from './process-group.ts'
import { programs } from './programs.ts'

/** The children of a run that was killed notice it and end within this time, in milliseconds. */
const leftoversEndMs = 8_000

/** Everything runs and answers. */
export interface Running {
  readonly api: Api
  readonly simulatorUrl: string
  /** What the simulator's own paths want as a bearer token. */
  readonly controlToken: string
}

/** Starts all processes, on the data that is there. Throws `CannotStart` or `GaveUp`. */
export async function startEverything(
  { options, folder, wasAbandoned }: { options: Options; folder: DataFolder; wasAbandoned: boolean },
  group: ProcessGroup,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Running> {
  const waitMs = wasAbandoned ? leftoversEndMs : 0
  if (!(await waitUntilFree(options.port, waitMs))) {
    throw new CannotStart(
      `Port ${options.port} is taken by another process. Stop it, or choose another port: npm start -- --port ${options.port + 1}`,
    )
  }
  const place = placeFor(folder)
  for (const note of place.notes) say(note)
  await endLeftover(place.cluster)
  if (options.fresh) {
    say(`Deleting the data in ${folder.root} …`)
    await emptyDataFolder(folder)
    await rm(place.cluster, { recursive: true, force: true })
  }
  const ports = await rememberedPorts(folder, options.port, waitMs)
  const password = await remembered(folder, 'database-password', () => randomBytes(24).toString('base64url'))
  const { simulator, api, worker, databaseUrl, simulatorUrl, apiUrl } = programs(options, folder, ports, password)
  signal.throwIfAborted()

  const startDatabase = async (): Promise<void> => {
    await makeCluster(place, password, signal)
    signal.throwIfAborted()
    await group.start(postgresProgram(place, ports.postgres))
    const env = { ...process.env, PALISADE_DATABASE_URL: databaseUrl, NODE_COMPILE_CACHE: folder.compileCache }
    await runOnce('Preparing the database', process.execPath, [pathOf('packages/store/src/migrations/main.ts')], {
      env,
      signal,
    })
  }
  await Promise.all([group.start(simulator), startDatabase()])
  signal.throwIfAborted()
  await group.start(api, worker)
  const client = new Api(apiUrl, signal)
  await client.isReady()
  return { api: client, simulatorUrl, controlToken: await readFile(join(folder.simulator, 'control-token'), 'utf8') }
}
