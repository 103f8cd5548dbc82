import pino from 'pino'
import { InvalidConfiguration, readConfiguration } from './configuration.ts'
import { startWorker } from './start-worker.ts'

/** After this time a worker that was asked to stop ends all the same, in milliseconds. */
const stopWithinMs = 18_000

try {
  const configuration = readConfiguration(process.env)
  const log = pino({ name: 'worker', level: configuration.logLevel })
  const worker = await startWorker(configuration, log)
  console.log(`Worker ${configuration.name} takes jobs.`)

  const stop = async (reason: string): Promise<void> => {
    log.info({ reason }, 'stopping')
    // What hangs is left to the next worker: everything that counts is written.
    setTimeout(() => {
      log.error('did not stop in time')
      process.exit(1)
    }, stopWithinMs).unref()
    try {
      await worker.stop()
      process.exit(0)
    } catch (error) {
      log.error({ err: error }, 'could not stop cleanly')
      process.exit(1)
    }
  }
  process.once('SIGTERM', () => void stop('SIGTERM'))
  process.once('SIGINT', () => void stop('SIGINT'))
  // Started by another process: without it, nobody would ever stop this one.
  process.once('disconnect', () => void stop('the parent is gone'))
} catch (error) {
  console.error(error instanceof InvalidConfiguration ? error.message : error)
  process.exit(1)
}
