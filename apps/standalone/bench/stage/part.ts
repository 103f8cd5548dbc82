import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Undo } from './undo.ts'

/** What the processes of a benchmark say to each other. */
export type Message = { readonly what: string } & Readonly<Record<string, string | number | boolean>>

/** A process of a benchmark, which takes orders and reports. */
export interface Part {
  readonly pid: number
  tell(what: string): void
  /** Resolves with the next message of this name; one that came before it was waited for counts. */
  heard(what: string): Promise<Message>
  /** Calls back for every message of this name from now on. */
  on(what: string, callback: (message: Message) => void): void
  stop(): Promise<void>
}

/** Starts a file of `processes/` with this environment. It ends with this process at the latest: see `inPart`. */
export async function startPart(
  undo: Undo,
  file: string,
  environment: Readonly<Record<string, string>>,
  execArgv: readonly string[] = [],
): Promise<Part> {
  const child = fork(fileURLToPath(new URL(`../processes/${file}`, import.meta.url)), {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...environment },
    execArgv: ['--no-warnings', ...execArgv],
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const kept: Message[] = []
  const waiting: { what: string; take: (message: Message) => void; fail: (error: Error) => void }[] = []
  const callbacks = new Map<string, (message: Message) => void>()
  child.on('message', (message: Message) => {
    const callback = callbacks.get(message.what)
    if (callback !== undefined) return callback(message)
    const index = waiting.findIndex(({ what }) => what === message.what)
    if (index < 0) kept.push(message)
    else waiting.splice(index, 1)[0]?.take(message)
  })
  child.once('exit', (code, signal) => {
    for (const { fail } of waiting) fail(new Error(`${file} ended with ${signal ?? code}.`))
  })
  undo.add(() => stop(child))
  await once(child, 'spawn')
  return {
    pid: child.pid ?? 0,
    // A process that is gone is noticed where it is waited for.
    tell: (what) => void child.send({ what }, () => {}),
    heard: (what) =>
      new Promise((take, fail) => {
        const index = kept.findIndex((message) => message.what === what)
        const [message] = index < 0 ? [] : kept.splice(index, 1)
        if (message !== undefined) take(message)
        else if (child.exitCode !== null) fail(new Error(`${file} ended with ${child.exitCode}.`))
        else waiting.push({ what, take, fail })
      }),
    on: (what, callback) => void callbacks.set(what, callback),
    stop: () => stop(child),
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  if (child.connected) child.disconnect()
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(patience)
}

/** The other side: what a file of `processes/` uses. It ends when the benchmark stops it or is gone. */
export const inPart = {
  say(message: Message): void {
    // Nobody listens when the benchmark has just ended; without the callback that would be an error.
    if (process.connected) process.send?.(message, () => {})
  },
  /** Resolves when the benchmark says this. */
  async told(what: string): Promise<void> {
    await new Promise<void>((resolve) => {
      const listen = (message: Message): void => {
        if (message.what !== what) return
        process.off('message', listen)
        resolve()
      }
      process.on('message', listen)
    })
  },
  /** Ends this process, after `close`, when the benchmark stops it or is gone. */
  endWith(close: () => Promise<void>): void {
    process.once('disconnect', () => void close().finally(() => process.exit(0)))
    // Ctrl-C is the benchmark's to handle.
    process.on('SIGINT', () => {})
  },
  /** An environment variable that the benchmark always gives. */
  setting(name: string): string {
    const value = process.env[name]
    if (value === undefined) throw new Error(`${name} is not set.`)
    return value
  },
}
