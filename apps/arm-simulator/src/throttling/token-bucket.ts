/** A bucket of tokens that fills again by the clock. A call takes one; an empty bucket says when there will be one. */
export class TokenBucket {
  readonly #capacity: number
  readonly #perMs: number
  #tokens: number
  #at: number

  constructor(capacity: number, perSecond: number, now: number) {
    this.#capacity = capacity
    this.#perMs = perSecond / 1_000
    this.#tokens = capacity
    this.#at = now
  }

  /** Whole tokens that are left. */
  left(now: number): number {
    this.#fill(now)
    return Math.floor(this.#tokens)
  }

  take(): void {
    this.#tokens -= 1
  }

  /** Until there is a token, in milliseconds. */
  waitMs(now: number): number {
    this.#fill(now)
    return this.#tokens >= 1 ? 0 : Math.ceil((1 - this.#tokens) / this.#perMs)
  }

  get isFull(): boolean {
    return this.#tokens >= this.#capacity
  }

  #fill(now: number): void {
    this.#tokens = Math.min(this.#capacity, this.#tokens + Math.max(0, now - this.#at) * this.#perMs)
    this.#at = now
  }
}
