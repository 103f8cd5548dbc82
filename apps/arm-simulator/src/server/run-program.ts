import { join } from 'node:path'
import { controlTokenFile } from '../control/control-token.ts'
import { help, readSettings } from './read-settings.ts'
import { startSimulator } from './start-simulator.ts'

/** The simulator as a program of its own: from the command line to the signal that ends it. */
export async function runProgram(): Promise<void> {
  let parentIsGone = false
  let stop = (): void => {
    parentIsGone = true
  }
  // A child must not outlive the parent that started it, however the parent ended.
  process.once('disconnect', () => stop())
  try {
    const settings = readSettings(process.argv.slice(2), process.env)
    if (settings === 'help') {
      console.log(help)
      process.exit(0)
    }
    const simulator = await startSimulator(settings)
    stop = () => void simulator.close().then(() => process.exit(0))
    if (parentIsGone) stop()
    process.once('SIGTERM', stop)
    process.once('SIGINT', stop)
    // A log is read by more people than a file of mode 0600.
    const { dataFolder } = settings
    const token = dataFolder === undefined ? simulator.controlToken : `$(cat ${join(dataFolder, controlTokenFile)})`
    const url = `https://127.0.0.1:${simulator.port}`
    // One write: a reader that waits for the first line may then close the pipe.
    console.log(
      `ARM simulator listening on ${url}\nControl: ${url}/_simulator/health with "Authorization: Bearer ${token}"`,
    )
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    console.error(isTaken ? `ARM simulator: the port is already taken (${message})` : `ARM simulator: ${message}`)
    process.exit(1)
  }
}
