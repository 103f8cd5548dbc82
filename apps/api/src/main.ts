import { InvalidConfiguration, readConfiguration } from './configuration/read-configuration.ts'
import { type RunningApi, startApi } from './start-api.ts'

/** The process is ended this long after it was asked to, whatever still holds it, in milliseconds. */
const closeWithinMs = 5_000

try {
  const api = await startApi(readConfiguration(process.env))
  console.log(`API listening on ${api.url}`)
  endWhenAsked(api)
} catch (error) {
  console.error(sentence(error))
  process.exit(1)
}

function endWhenAsked(api: RunningApi): void {
  let isEnding = false
  const end = (): void => {
    if (isEnding) return
    isEnding = true
    setTimeout(() => process.exit(1), closeWithinMs).unref()
    api.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  // Started by another process of ours: without it nobody would ever stop this one.
  if (process.connected) process.on('disconnect', end)
}

function sentence(error: unknown): string {
  if (error instanceof InvalidConfiguration)
    return `The API cannot start:\n${error.problems.map((one) => `- ${one}`).join('\n')}`
  const { code, address, port } =
    error instanceof Error ? Object.assign({ code: '', address: '', port: '' }, error) : {}
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${address} is taken by another process. Stop it, or set PALISADE_API_PORT to a free port.`
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
