import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { afterDeath } from './after-death.ts'
import { GaveUp } from './gave-up.ts'
import type { LogFile } from './log-file.ts'
import type { Program } from './program.ts'

/** A program that is kept alive. */
export interface Supervised {
  /** Resolves when the program is at work for the first time. */
  readonly ready: Promise<void>
  /** Never resolves; rejects with `GaveUp`, or with what made a start impossible. */
  readonly failed: Promise<never>
  /** Ends it in order, or by force when that takes too long. */
  stop(): Promise<void>
  /** Ends it by force, now. */
  kill(): void
}

/** Starts a program, and starts it again whenever it dies. */
export function supervise(program: Program, log: LogFile, say: (line: string) => void): Supervised {
  const ready = Promise.withResolvers<void>()
  const failed = Promise.withResolvers<never>()
  // Whoever waits for the one need not wait for the other.
  ready.promise.catch(() => {})
  failed.promise.catch(() => {})
  const stopping = new AbortController()
  let child: ChildProcess | undefined

  const keepAlive = async (): Promise<void> => {
    const deaths: number[] = []
    while (!stopping.signal.aborted) {
      await program.prepare?.()
      if (stopping.signal.aborted) return
      child = program.spawn()
      const end = await untilEnd(child, log, program.readyLine, ready.resolve)
      if (stopping.signal.aborted) return
      deaths.push(Date.now())
      const next = afterDeath(deaths)
      if (next === 'give up') throw new GaveUp(program.name, log.lastLines(12), log.path)
      say(`The ${program.name} ended (${end}); starting it again.`)
      await delay(next, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const ended = keepAlive().catch((error: unknown) => {
    ready.reject(error)
    failed.reject(error)
  })

  const kill = (): void => void child?.kill(program.killSignal)
  return {
    ready: ready.promise,
    failed: failed.promise,
    kill,
    stop: async () => {
      stopping.abort()
      child?.kill(program.stopSignal)
      const force = setTimeout(kill, program.stopWithinMs)
      await ended
      clearTimeout(force)
      log.close()
    },
  }
}

/** Writes the output down until the process has ended, and says how it ended. */
async function untilEnd(child: ChildProcess, log: LogFile, readyLine: string, onReady: () => void): Promise<string> {
  let seen = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8')
    stream?.on('data', (text: string) => {
      log.write(text)
      // The line may arrive in pieces.
      seen = `${seen}${text}`.slice(-4_000)
      if (seen.includes(readyLine)) onReady()
    })
  }
  try {
    const [code, signal] = await once(child, 'close')
    return signal === null ? `exit code ${code}` : String(signal)
  } catch (error) {
    // It could not even be started.
    return error instanceof Error ? error.message : String(error)
  }
}
