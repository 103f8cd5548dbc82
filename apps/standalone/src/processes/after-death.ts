const windowMs = 30_000
const mostDeaths = 5
const firstDelayMs = 200
const longestDelayMs = 5_000

/**
 * Decides what follows a death: the delay before the next start in milliseconds, or giving up.
 * @param deaths when the program died in this run, the newest last, in milliseconds
 */
export function afterDeath(deaths: readonly number[]): number | 'give up' {
  const newest = deaths.at(-1) ?? 0
  const recent = deaths.filter((death) => newest - death < windowMs).length
  if (recent >= mostDeaths) return 'give up'
  return Math.min(longestDelayMs, firstDelayMs * 2 ** (recent - 1))
}
