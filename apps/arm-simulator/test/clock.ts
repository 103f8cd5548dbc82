/**
 * A clock for a simulator in the same process. It stands still until somebody waits, so that what was begun is still
 * under way at the next request, however busy the machine is, and half an hour takes no time.
 */
export class Clock {
  #ms = Date.now()

  readonly now = (): number => this.#ms

  pass(milliseconds: number): void {
    this.#ms += milliseconds
  }
}
