/** A wake-up call for one step. It carries no state: whoever takes it reads Postgres. */
export interface Tick {
  readonly stepId: string
  /** How long to wait before the step is woken, in milliseconds; 0 means now. */
  readonly delayMs: number
}
