export { type Configuration, InvalidConfiguration, readConfiguration } from './configuration.ts'
export { startWorker } from './start-worker.ts'
