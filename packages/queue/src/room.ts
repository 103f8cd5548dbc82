/** How long a full worker takes nothing, in milliseconds, unless it resumes earlier. */
const fullPauseMs = 1_000

/** Whether this worker has room for another job, as it said itself when it was last asked. */
export class Room {
  #closed: { readonly returned: Promise<void>; readonly open: () => void } | undefined

  get isFull(): boolean {
    return this.#closed !== undefined
  }

  /** The worker is full. After a second it may be asked again. */
  close(): void {
    if (this.#closed !== undefined) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(() => this.open(), fullPauseMs)
    this.#closed = {
      returned: promise,
      open: () => {
        clearTimeout(timer)
        resolve()
      },
    }
  }

  /** The worker may be asked again now. */
  open(): void {
    const closed = this.#closed
    this.#closed = undefined
    closed?.open()
  }

  /** Resolves at once when there is room. */
  async returns(): Promise<void> {
    await this.#closed?.returned
  }
}
