/**
 * What a benchmark has to take away again: processes and folders. Undone last first, when the benchmark ends, when it
 * fails, and on Ctrl-C; a second Ctrl-C changes nothing, because taking away is under way.
 */
export class Undo {
  readonly #steps: (() => Promise<void> | void)[] = []
  #undoing: Promise<void> | undefined

  /** Remembers how to take away what was just made. */
  add(step: () => Promise<void> | void): void {
    this.#steps.push(step)
  }

  /** Whether taking away has begun: then nothing new may be made. */
  get hasBegun(): boolean {
    return this.#undoing !== undefined
  }

  /** Takes everything away. One step that fails does not keep the others from being done. */
  async all(): Promise<void> {
    this.#undoing ??= this.#run()
    await this.#undoing
  }

  async #run(): Promise<void> {
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      try {
        await step()
      } catch (error) {
        console.error(error)
      }
    }
  }
}

/** Runs a benchmark, takes away what it made, and ends the process: with 130 on Ctrl-C, with 1 when it failed. */
export async function withUndo(run: (undo: Undo) => Promise<void>): Promise<never> {
  const undo = new Undo()
  let isEnding = false
  // The first reason counts: processes that end because of Ctrl-C fail the run as well, and that is no news.
  const end = (code: number | undefined, message: unknown): void => {
    if (isEnding) return
    isEnding = true
    if (message !== undefined) console.error(message instanceof Error ? (message.stack ?? message.message) : message)
    // Given no code, a run has left its own; an explicit undefined would overwrite that.
    void undo.all().then(() => (code === undefined ? process.exit() : process.exit(code)))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(130, 'stopping'))
  process.on('uncaughtException', (error) => end(1, error))
  run(undo).then(
    () => end(undefined, undefined),
    (error: unknown) => end(1, error),
  )
  return await new Promise<never>(() => {})
}
