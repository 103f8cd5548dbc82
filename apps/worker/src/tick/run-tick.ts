import type { Progress } from '@palisade/azure'
import { isAttemptLeft, nextPollDelayMs, pollDeadlineMs } from '@palisade/engine'
import { acquireLease, type LeasedStep, LeaseLost, recordBegun, recordPolled, recordSucceeded } from '@palisade/store'
import { callAzure, prepareCall } from './call-azure.ts'
import { attemptsExhausted, endless } from './exhaustion.ts'
import { keepLease, leaseMs } from './keep-lease.ts'
import { noteStopped } from './note-stopped.ts'
import { recover } from './recover.ts'
import { runCheck } from './run-check.ts'
import type { TickContext } from './tick-context.ts'
import { takeTurn, waitForTurn } from './wait-for-turn.ts'

/** Two polls of one operation are at least this far apart, divided by the time scale. */
const shortestPollMs = 2_000

/**
 * Advances one step by one move: takes its lease, calls Azure once, records what came of it, and wakes who waited for
 * it. Never waits for Azure to finish. A tick for a step that is not due, or that somebody else holds, does nothing.
 *
 * Of those that were woken, the one with the longest way to the end of its job is advanced at once instead of behind
 * everybody else in the queue: it is what the job waits for.
 */
export async function runTick(context: TickContext, stepId: string, stop: AbortSignal): Promise<void> {
  let next: string | undefined = stepId
  while (next !== undefined && !stop.aborted) {
    const woken = await runOne(context, next, stop)
    next = woken.shift()
    await context.queue.wake(woken.map((id) => ({ stepId: id, delayMs: 0 })))
  }
}

/** Advances one step, and answers whom that woke, the most urgent first. */
async function runOne(context: TickContext, stepId: string, stop: AbortSignal): Promise<string[]> {
  const step = await acquireLease(context.store, { stepId, owner: context.owner, leaseMs })
  if (step === null) return []
  try {
    return await keepLease(context.store, step, stop, (signal) => advance(context, step, signal))
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error
    context.log.warn({ step: step.key, job: step.jobId }, 'lost the lease; another worker goes on')
    return []
  }
}

async function advance(context: TickContext, step: LeasedStep, signal: AbortSignal): Promise<string[]> {
  const { store, queue } = context
  if (step.handle !== null) {
    return (await waitForTurn(context, step)) ? await call(context, step, false, signal) : []
  }

  // Begun already and without a handle: an earlier call may have reached Azure, and its answer never reached us.
  if (step.state === 'begun' && !isAttemptLeft(step.attempts)) {
    return await recover(context, step, 0, attemptsExhausted(step))
  }
  if (!(await waitForTurn(context, step))) return []
  const begun = await recordBegun(store, step)
  if (begun.begun) {
    const current: LeasedStep = { ...step, state: 'begun', attempts: step.attempts + 1, elapsedMs: 0 }
    if (step.action === 'check') return await runCheck(context, current, signal)
    return await call(context, current, step.attempts > 0, signal)
  }
  if (begun.lookAgainInMs !== undefined) {
    await queue.wake([{ stepId: step.id, delayMs: begun.lookAgainInMs }])
  }
  return []
}

async function call(context: TickContext, step: LeasedStep, resuming: boolean, signal: AbortSignal): Promise<string[]> {
  const { store, queue, timeScale } = context
  const prepared = await prepareCall(store, step)
  const startedAt = performance.now()
  const elapsedMs = () => (step.elapsedMs ?? 0) + performance.now() - startedAt

  takeTurn(context, step)
  let progress: Progress
  try {
    progress = await callAzure(context, step, prepared, resuming, signal)
  } catch (error) {
    if (!signal.aborted) return await recover(context, step, elapsedMs(), error)
    noteStopped(context, step)
    return []
  }

  if (progress.done) return await recordSucceeded(store, step, { outputs: progress.outputs, note: progress.note })

  const expectedMs = (step.expectedSeconds * 1_000) / timeScale
  if (elapsedMs() > pollDeadlineMs(expectedMs, timeScale))
    return await recover(context, step, elapsedMs(), endless(step))
  // Of an operation that was only just begun, Azure has done nothing yet.
  const doneMs = step.handle === null ? 0 : elapsedMs()
  const delayMs = nextPollDelayMs(doneMs, expectedMs, progress.retryAfterMs, shortestPollMs / timeScale)
  await recordPolled(store, step, progress.handle, delayMs)
  await queue.wake([{ stepId: step.id, delayMs }])
  return []
}
