/** A store that a test may take away. */
export interface Store {
  /** Reaches the store through a gate that can hang. */
  readonly url: string
  /** Gone: connections end, new ones are refused. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Accepts connections and bytes, and answers nothing, like a stopped process. */
  hang(): void
  resume(): void
  /** How many connections were made or tried so far. */
  arrivals(): number
  /** Stops everything and removes the files. */
  remove(): Promise<void>
}
