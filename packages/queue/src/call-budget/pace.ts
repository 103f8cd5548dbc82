/** How many calls Azure lets an account make: a bucket that fills again while it is used. */
export interface Bucket {
  readonly capacity: number
  readonly perSecond: number
}

export type Direction = 'reads' | 'writes' | 'deletes'

/** The buckets of one subscription and one identity. */
export type Buckets = Readonly<Record<Direction, Bucket>>

/** Calls are counted in windows of this length: long enough that hardly anybody has to ask twice. */
export const windowSeconds = 60

/** This much of a full bucket may be used at once at the start of a window: a single job is not slowed down. */
const promptShare = 0.2

/** What the shared counter says after it has counted the calls in question. */
export interface Counted {
  /** Calls of this window, those in question among them. */
  readonly count: number
  /** Until the counter begins again. */
  readonly endsInMs: number
}

/**
 * When calls may be made, if those of a window are made one after the other in the pace in which the bucket fills: the
 * position in the count says the moment, so that nobody has to ask again.
 * @returns `isHeld` is false beyond the end of the window: the next one counts anew and would not know of them.
 */
export function turnOf(
  { count, endsInMs }: Counted,
  { capacity, perSecond }: Bucket,
): { readonly delayMs: number; readonly isHeld: boolean } {
  const sinceBeginMs = windowSeconds * 1_000 - endsInMs
  const turnMs = ((count - capacity * promptShare) * 1_000) / perSecond
  return { delayMs: Math.max(0, Math.ceil(turnMs - sinceBeginMs)), isHeld: turnMs < windowSeconds * 1_000 }
}

/**
 * How many calls one worker may make without asking the others, after Azure said how much is left: few enough that
 * several workers that read the same answer do not empty the bucket.
 */
export function headroomOf(remaining: number, { capacity }: Bucket): number {
  return remaining > capacity * 0.6 ? Math.floor(remaining / 10) : 0
}

/** Below this share of a full bucket, calls slow down; above `generousShare`, some may be made out of turn. */
const scarceShare = 0.2
const generousShare = 0.4

/**
 * How many calls to make out of turn (more than 0), or to leave out (less than 0), when Azure says how much is left: its
 * count knows the time before us and the others who use it. What is too much is spent in parts, because other
 * workers read the same answers.
 */
export function correction(remaining: number, { capacity }: Bucket): number {
  if (remaining < capacity * scarceShare) return -Math.ceil((capacity * scarceShare - remaining) / 2)
  if (remaining > capacity * generousShare) return Math.floor((remaining - capacity * generousShare) / 4)
  return 0
}
