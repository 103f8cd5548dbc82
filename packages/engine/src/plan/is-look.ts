import type { PlannedStep } from './planned-step.ts'

/**
 * Whether a step only looks, and waits for nothing. Such a step is begun even when another one of its job has failed: it
 * costs nothing, and whoever has to mend things wants to hear of all of them at once.
 */
export function isLook({ action, dependsOn }: Pick<PlannedStep, 'action' | 'dependsOn'>): boolean {
  return (action === 'check' || action === 'read') && dependsOn.length === 0
}
