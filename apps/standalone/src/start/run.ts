import colors from 'picocolors'
import type { DataFolder } from '../data-folder/data-folder.ts'
import type { Lock } from '../data-folder/lock.ts'
import { Refused } from '../jobs/api.ts'
import { findJob } from '../jobs/find-job.ts'
import { watchJob } from '../jobs/watch-job.ts'
import type { Options } from '../options/options.ts'
import { measureMemory } from '../processes/measure-memory.ts'
import { closingWords } from '../screen/closing-words.ts'
import type { Screen } from '../screen/screen.ts'
import { ProcessGroup } from './process-group.ts'
import { type Running, startEverything } from './start-everything.ts'
import { stopSignals } from './stop-signals.ts'

/**
 * Starts everything, shows one job, and serves until it is told to stop; then ends everything in order. Throws
 * `CannotStart` or `GaveUp`, with nothing left running.
 */
export async function run(options: Options, folder: DataFolder, lock: Lock, screen: Screen): Promise<void> {
  const started = performance.now()
  const group = new ProcessGroup(folder, (line) => screen.say(colors.yellow(line)))
  const signal = stopSignals(() => {
    screen.say('Killing everything.')
    group.kill()
    process.exit(1)
  })
  // Also ends what is under way when the start fails: making the database, for example.
  const failing = new AbortController()
  const ended = AbortSignal.any([signal, failing.signal])
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))

  const work = async (): Promise<void> => {
    const { wasAbandoned } = lock
    const running = await startEverything({ options, folder, wasAbandoned }, group, screen.say, ended)
    screen.say(`ready in ${((performance.now() - started) / 1000).toFixed(1)} s`)
    await showJob(running, options, folder, screen, ended)
    const { megabytes, processes } = measureMemory()
    screen.say(`memory: ${megabytes} MB in ${processes} processes`)
    await stopped
  }
  try {
    await Promise.race([work(), group.failed, stopped])
  } catch (error) {
    // What breaks off because it was told to stop has not failed.
    if (!signal.aborted) throw error
  } finally {
    screen.draw([])
    failing.abort()
    if (signal.aborted) screen.say(`Stopping (${signal.reason}) …`)
    await group.stop()
    if (signal.aborted) screen.say('Stopped. The data stays.')
  }
}

async function showJob(
  { api, simulatorUrl, controlToken }: Running,
  options: Options,
  folder: DataFolder,
  screen: Screen,
  signal: AbortSignal,
): Promise<void> {
  let workspaceId: string | undefined
  try {
    const found = await findJob(api, folder, options.sample)
    if (found !== undefined) {
      const { name } = found.workspace
      workspaceId = found.workspace.id
      screen.say(`${found.isNew ? 'Ordered' : 'Going on with'} ${name}: job ${found.job.id} (${found.job.type})`)
      const job = await watchJob(api, screen, found, signal)
      const outcome = job.status === 'succeeded' ? colors.green(job.status) : colors.red(job.status)
      screen.say(`The job to ${job.type} ${name}: ${outcome}`)
      if (job.error !== null) sayError(screen, job.error)
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    sayError(screen, { ...error.problem, message: error.problem.detail })
  }
  for (const line of closingWords({ api: api.url, simulator: simulatorUrl }, controlToken, folder, workspaceId))
    screen.say(line)
}

function sayError(screen: Screen, error: { code: string; message: string; remedy: string }): void {
  screen.say(`  ${colors.red(error.code)}: ${error.message}`)
  screen.say(`  What to do: ${error.remedy}`)
}
