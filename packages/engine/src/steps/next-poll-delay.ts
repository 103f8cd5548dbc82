/** The end is counted from when Azure's answer came, a little after Azure began. A poll just before it would cost another read. */
const marginMs = 8

/**
 * When to ask Azure next about an operation. Reads are the scarce thing (Azure allows 25 a second per subscription and
 * identity), so the first poll comes when this kind usually is finished, and later ones get rarer: each waits for a
 * tenth of the time that has passed.
 * @param elapsedMs since Azure accepted the operation.
 * @param expectedMs how long it usually takes.
 * @param retryAfterMs what Azure asked for; obeyed if it is longer.
 * @param shortestMs a poll never comes sooner than this after the one before.
 */
export function nextPollDelayMs(
  elapsedMs: number,
  expectedMs: number,
  retryAfterMs: number | undefined,
  shortestMs: number,
): number {
  const ours = elapsedMs < expectedMs ? expectedMs - elapsedMs + marginMs : elapsedMs / 10
  return Math.ceil(Math.max(ours, shortestMs, retryAfterMs ?? 0))
}
