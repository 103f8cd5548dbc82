import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Program } from './program.ts'

/**
 * Smaller young generations, and fewer heaps of the C library: with the defaults, all processes together held 800 MB
 * after the sample (resident, on two cores), with these 676 MB, and the job took as long.
 */
const frugal = { flags: ['--max-semi-space-size=2'], env: { MALLOC_ARENA_MAX: '2' } }

/** One of our own apps, as a program to supervise. */
export function nodeProgram(app: {
  name: string
  /** From the repository's root: apps/api/src/main.ts. */
  main: string
  args?: readonly string[]
  env?: NodeJS.ProcessEnv
  readyLine: string
  stopWithinMs: number
}): Program {
  return {
    name: app.name,
    readyLine: app.readyLine,
    stopSignal: 'SIGTERM',
    killSignal: 'SIGKILL',
    stopWithinMs: app.stopWithinMs,
    spawn: () =>
      spawn(process.execPath, [...frugal.flags, pathOf(app.main), ...(app.args ?? [])], {
        env: { ...process.env, ...frugal.env, ...app.env },
        // Its parent's end closes the IPC channel, and the app then ends too.
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        // Not in the terminal's process group: Ctrl-C is for the parent, which ends its children in order.
        detached: true,
      }),
  }
}

/** The absolute path of a file of this repository. */
export function pathOf(file: string): string {
  return fileURLToPath(new URL(`../../../../${file}`, import.meta.url))
}
