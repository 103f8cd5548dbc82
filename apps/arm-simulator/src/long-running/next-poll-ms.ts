import type { Operation } from '../state/operation.ts'

/**
 * When to ask again, in wall-clock milliseconds: half of what remains, but not later than `pollSeconds`
 * of simulated time, and never after the end. Less than two simulated seconds are waited out at once,
 * because halving them would only make more polls.
 */
export function nextPollMs(operation: Operation, pollSeconds: number, timeScale: number, now: number): number {
  const remaining = Math.max(1, operation.dueMs - now)
  const simulatedSeconds = (remaining * timeScale) / 1000
  if (simulatedSeconds < 2) return remaining
  return Math.max(1, Math.floor((Math.min(pollSeconds, simulatedSeconds / 2) * 1000) / timeScale))
}
