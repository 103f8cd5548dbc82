import type { DataFolder } from '../data-folder/data-folder.ts'
import { LogFile } from '../processes/log-file.ts'
import type { Program } from '../processes/program.ts'
import { type Supervised, supervise } from '../processes/supervise.ts'

/** All that has been started, in the order in which it was. */
export class ProcessGroup {
  readonly #folder: DataFolder
  readonly #say: (line: string) => void
  readonly #ranks: Supervised[][] = []
  #isStopped = false
  readonly #failed = Promise.withResolvers<never>()

  constructor(folder: DataFolder, say: (line: string) => void) {
    this.#folder = folder
    this.#say = say
    this.#failed.promise.catch(() => {})
  }

  /** Rejects when one of the programs cannot be kept alive; never resolves. */
  get failed(): Promise<never> {
    return this.#failed.promise
  }

  /** Starts programs beside each other, and resolves when all are at work. */
  async start(...programs: readonly Program[]): Promise<void> {
    // A start that was under way while everything else was ended must not leave something behind.
    if (this.#isStopped) return this.#failed.promise
    const rank = programs.map((program) => supervise(program, new LogFile(this.#folder, program.name), this.#say))
    this.#ranks.push(rank)
    for (const { failed } of rank) failed.catch(this.#failed.reject)
    await Promise.race([Promise.all(rank.map(({ ready }) => ready)), this.#failed.promise])
  }

  /** Ends everything, last first; what was started together ends together. */
  async stop(): Promise<void> {
    this.#isStopped = true
    for (const rank of this.#ranks.toReversed()) await Promise.all(rank.map((one) => one.stop()))
  }

  /** Ends everything by force. */
  kill(): void {
    for (const one of this.#ranks.flat()) one.kill()
  }
}
