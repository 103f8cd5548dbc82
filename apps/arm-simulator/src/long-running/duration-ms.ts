import type { Simulation } from '../state/simulation.ts'

/** How long an operation takes, in milliseconds of the wall clock, which usually takes so many seconds. */
export function durationMs(
  usualSeconds: number,
  { timeScale, jitter, random }: Pick<Simulation, 'timeScale' | 'jitter' | 'random'>,
): number {
  // Without jitter nothing is drawn, so that chance stays what it was for everything else.
  const factor = jitter === 0 ? 1 : 1 + jitter * (2 * random() - 1)
  return (usualSeconds * 1_000 * factor) / timeScale
}
