const firstMs = 2_000
const longestMs = 300_000

/**
 * How long to wait before a step is tried again: doubling from 2 s to at most 5 min, spread by half so that steps that
 * failed together do not come back together. Never earlier than Azure asked for.
 * @param attempts how often the step was begun, from 1.
 * @param retryAfterMs what Azure asked for; it is obeyed as it is, also under a time scale.
 * @param timing `random` from 0 to 1; `timeScale` divides our own waits where Azure is a simulator that runs faster.
 */
export function retryDelayMs(
  attempts: number,
  retryAfterMs: number | undefined,
  timing: { readonly random: number; readonly timeScale: number },
): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(attempts - 1, 16))
  const ours = (full / 2 + (full / 2) * timing.random) / timing.timeScale
  return Math.ceil(Math.max(ours, retryAfterMs ?? 0))
}
