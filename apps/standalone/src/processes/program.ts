import type { ChildProcess } from 'node:child_process'

/** A process that is to run as long as the product does. */
export interface Program {
  /** For people, and the name of its log file. */
  readonly name: string
  /** Done before each start, also before a restart. */
  prepare?(): Promise<void>
  /** Starts the process with its stdout and stderr as pipes. */
  spawn(): ChildProcess
  /** It is at work once a line of its output contains this. */
  readonly readyLine: string
  readonly stopSignal: NodeJS.Signals
  /** Ends it at once, whatever it is doing. */
  readonly killSignal: NodeJS.Signals
  /** How long an orderly end may take, in milliseconds. */
  readonly stopWithinMs: number
}
