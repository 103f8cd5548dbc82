const longestMs = 7_200_000

/** Also of a simulator that runs faster: a machine that is busy is no reason to give up. */
const neverBelowMs = 60_000

/**
 * How long Azure may take for one operation before the engine gives up on it: ten times the usual, and two hours at
 * least, because some operations (Bastion, managed networks) take far longer than usual now and then.
 */
export function pollDeadlineMs(expectedMs: number, timeScale: number): number {
  return Math.max(expectedMs * 10, longestMs / timeScale, neverBelowMs)
}
