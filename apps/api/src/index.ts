export { type ApiOptions, buildApi } from './build-api.ts'
export {
  type ApiConfiguration,
  InvalidConfiguration,
  type LogLevel,
  readConfiguration,
} from './configuration/read-configuration.ts'
export { type RunningApi, startApi } from './start-api.ts'
