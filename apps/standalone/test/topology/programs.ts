import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** A program under test, with all that it printed. */
export interface Program {
  readonly child: ChildProcess
  output(): string
}

/** Starts a program of the repository as the compose file does, with this environment and hardly any other. */
export function start(command: readonly string[], environment: Record<string, string>): Program {
  const [file, ...args] = command
  if (file === undefined) throw new Error('The service has no command.')
  const child = spawn(file === 'node' ? process.execPath : file, args, {
    cwd: root,
    // The end of a run finds its processes by TMPDIR.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part))
  child.stderr.setEncoding('utf8').on('data', (part: string) => (text += part))
  return { child, output: () => text }
}

/** Asks a program to stop and waits until it has; one that does not is killed after a minute. */
export async function stop({ child }: Program): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const patience = setTimeout(() => child.kill('SIGKILL'), 60_000)
  await gone
  clearTimeout(patience)
}

/** Ends with the program's exit code. */
export async function exitCode({ child }: Program): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}
