/** Which calls a fault is for. What is absent does not matter. */
export interface FaultMatch {
  readonly method?: string
  /** Resource type; `operation` for polls. Without case. */
  readonly type?: string
  /** A part of the path, without case. */
  readonly idContains?: string
  /** Only from the n-th of the calls that match otherwise; the first is 1. */
  readonly nth?: number
  /** How often it strikes before it is used up; 1 unless said otherwise, 0 for ever. */
  readonly times?: number
  /** From 0 to 1: how often it strikes when it could. */
  readonly probability?: number
}

/** What goes wrong. */
export type FaultEffect =
  /** The call is refused with this error, and has no effect. */
  | {
      readonly error: {
        readonly status: number
        readonly code: string
        readonly message: string
        readonly details?: readonly { readonly code: string; readonly message: string }[]
        readonly retryAfterSeconds?: number
      }
    }
  /** The answer comes late, in simulated seconds. The effect does not. */
  | { readonly delay: { readonly seconds: number } }
  /** The connection breaks: before the call has an effect, or after it. */
  | { readonly drop: 'before' | 'after' }
  /** The call has its effect, and its answer is cut off in the middle. */
  | { readonly malformed: true }
  /** The call is accepted, and its operation ends with this error. What has no operation is refused with it. */
  | { readonly failOperation: { readonly code: string; readonly message: string } }
  /** The call is accepted and goes on, but nobody can ask how: its operation is not found. */
  | { readonly loseOperation: true }

/** Something that goes wrong on demand. */
export interface Fault {
  readonly id: string
  readonly match: FaultMatch
  readonly effect: FaultEffect
  /** Calls that matched so far. */
  readonly seen: number
  /** How often it struck. */
  readonly struck: number
}
