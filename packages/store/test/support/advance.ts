import { acquireLease, type LeasedStep, recordBegun, recordSucceeded, type Store } from '../../src/index.ts'

/** Takes the lease of a step and records that it has begun. */
export async function begin(store: Store, stepId: string, owner = 'a'): Promise<LeasedStep> {
  const step = await lease(store, stepId, owner)
  const begun = await recordBegun(store, step)
  if (!begun.begun) throw new Error(`${step.key} was not begun`)
  return { ...step, state: 'begun', attempts: step.attempts + 1 }
}

/** Takes the lease of a step. */
export async function lease(store: Store, stepId: string, owner = 'a', leaseMs = 60_000): Promise<LeasedStep> {
  const step = await acquireLease(store, { stepId, owner, leaseMs })
  if (step === null) throw new Error(`no lease for ${stepId}`)
  return step
}

/** Carries a step through to its end, and answers who is woken. */
export async function complete(store: Store, stepId: string, outputs: Record<string, string> = {}): Promise<string[]> {
  return await recordSucceeded(store, await begin(store, stepId), { outputs })
}
