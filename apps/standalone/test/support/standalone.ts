import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { until } from './until.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** Makes an empty data folder below /tmp that the user `postgres` can reach. */
export function makeDataFolder(): string {
  const parent = mkdtempSync(join(tmpdir(), 'palisade-standalone-'))
  chmodSync(parent, 0o755)
  return join(parent, 'data')
}

export function removeDataFolder(data: string): void {
  rmSync(join(data, '..'), { recursive: true, force: true })
}

/** The product as `npm start` runs it, with its output. */
export class Standalone {
  readonly #child: ChildProcess
  #output = ''
  readonly #exit: Promise<number | null>

  /** @param args the command line of `npm start --` */
  constructor(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    this.#child = spawn(process.execPath, [main, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text
      })
    }
    this.#exit = once(this.#child, 'close').then(([code]) => code)
  }

  get pid(): number {
    const { pid } = this.#child
    if (pid === undefined) throw new Error('It was not started.')
    return pid
  }

  /** Its process id may belong to another process by then. */
  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  get output(): string {
    return this.#output
  }

  /** The exit code; null when a signal ended it. */
  exit(): Promise<number | null> {
    return this.#exit
  }

  /** Resolves when the output matches; fails with the output when the process ends first. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    return until(`the output to match ${pattern}`, () => {
      const found = pattern.exec(this.#output)
      if (found === null && this.#hasEnded) throw new Error(`It ended first:\n${this.#output}`)
      return found ?? undefined
    })
  }

  /** The end of an event's line: "firewall/policy: begun". */
  saysEvent(message: string): Promise<RegExpExecArray> {
    return this.says(new RegExp(`  ${message}`))
  }

  signal(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal)
  }

  /** From now on nobody reads the output, as when a terminal is closed. */
  closeOutput(): void {
    this.#child.stdout?.destroy()
    this.#child.stderr?.destroy()
  }

  /** Ctrl-C, and what became of it. */
  async stop(): Promise<number | null> {
    if (!this.#hasEnded) this.signal('SIGINT')
    return this.#exit
  }
}
