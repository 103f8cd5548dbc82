/** How many calls to Azure one worker makes at a time. Who comes when all are taken waits in a line. */
export class CallSlots {
  readonly #limit: number
  #taken = 0
  #line: (() => void)[] = []
  /** The place in the line that is next. Shifting a long array for each call would cost more than the call. */
  #next = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Resolves when a slot is the caller's, who has to give it back with `free`. */
  take(): Promise<void> {
    if (this.#taken < this.#limit) {
      this.#taken += 1
      return done
    }
    return new Promise((resolve) => this.#line.push(resolve))
  }

  free(): void {
    const next = this.#line[this.#next]
    if (next === undefined) {
      this.#taken -= 1
      return
    }
    this.#next += 1
    if (this.#next > 1_024 && this.#next * 2 > this.#line.length) {
      this.#line = this.#line.slice(this.#next)
      this.#next = 0
    }
    next()
  }
}

const done = Promise.resolve()
