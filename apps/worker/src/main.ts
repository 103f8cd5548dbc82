import pino from 'pino'
import { InvalidConfiguration, readConfiguration } from './configuration.ts'
import { startWorker } from './start-worker.ts'

try {
  const configuration = readConfiguration(process.env)
  const log = pino({ name: 'worker', level: configuration.logLevel })
  const worker = await startWorker(configuration, log)
  console.log(`Worker ${configuration.name} takes jobs.`)

  const stop = async (reason: string): Promise<void> => {
    log.info({ reason }, 'stopping')
    await worker.stop()
    process.exit(0)
  }
  process.once('SIGTERM', () => void stop('SIGTERM'))
  process.once('SIGINT', () => void stop('SIGINT'))
  // Started by another process: without it, nobody would ever stop this one.
  process.once('disconnect', () => void stop('the parent is gone'))
} catch (error) {
  console.error(error instanceof InvalidConfiguration ? error.message : error)
  process.exit(1)
}
