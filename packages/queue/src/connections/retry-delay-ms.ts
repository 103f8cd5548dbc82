const capMs = 2_000

/**
 * How long to wait before connecting again, in milliseconds, after so many failures: doubling from 100 ms to 2 s,
 * of which a random half, so that a fleet does not return in one wave. BullMQ's own would wait up to 20 s.
 */
export function retryDelayMs(failures: number): number {
  const full = Math.min(capMs, 50 * 2 ** failures)
  return Math.round(full * (0.5 + Math.random() / 2))
}
