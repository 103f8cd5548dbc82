import { afterError, nextPollDelayMs } from '@palisade/engine'
import {
  acquireLease,
  type LeasedStep,
  LeaseLost,
  recordBegun,
  recordFailed,
  recordPolled,
  recordRetry,
  recordSucceeded,
} from '@palisade/store'
import { callAzure } from './call-azure.ts'
import { keepLease, leaseMs } from './keep-lease.ts'
import type { TickContext } from './tick-context.ts'

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
  const { store, queue, timeScale } = context
  const log = context.log.child({ job: step.jobId, step: step.key })

  let attempts = step.attempts
  if (step.state === 'pending') {
    const begun = await recordBegun(store, step)
    if (!begun.begun) {
      if (begun.lookAgainInMs !== undefined) await queue.wake([{ stepId: step.id, delayMs: begun.lookAgainInMs }])
      return []
    }
    attempts += 1
  }
  // Begun and without a handle: an earlier call may have reached Azure, and its answer never reached us.
  const resuming = step.attempts > 0
  const current: LeasedStep = {
    ...step,
    state: 'begun',
    attempts,
    handle: step.state === 'pending' ? null : step.handle,
  }

  const begunAt = current.handle === null ? Date.now() : (current.begunAt?.getTime() ?? Date.now())
  let progress: Awaited<ReturnType<typeof callAzure>>
  try {
    progress = await callAzure(context, current, resuming, signal)
  } catch (error) {
    if (signal.aborted) {
      log.warn('stopped in the middle of a call; the lease runs out and the step is taken up again')
      return []
    }
    return await recover(context, current, error)
  }

  if (progress.done) {
    log.debug({ attempts }, 'succeeded')
    return await recordSucceeded(store, current, { outputs: progress.outputs, note: progress.note })
  }
  const elapsedMs = current.handle === null ? 0 : Date.now() - begunAt
  const delayMs = nextPollDelayMs(
    elapsedMs,
    (current.expectedSeconds * 1_000) / timeScale,
    progress.retryAfterMs,
    shortestPollMs / timeScale,
  )
  await recordPolled(store, current, progress.handle, delayMs)
  await queue.wake([{ stepId: step.id, delayMs }])
  return []
}

/** Decides what an error means for the step, and records it. */
async function recover(context: TickContext, step: LeasedStep, error: unknown): Promise<string[]> {
  const { store, queue } = context
  const after = afterError(
    error,
    { attempts: step.attempts, hasHandle: step.handle !== null, removes: step.action === 'remove' },
    { random: context.random(), timeScale: context.timeScale },
  )
  const log = context.log.child({ job: step.jobId, step: step.key, code: after.error.code })
  switch (after.verdict) {
    case 'poll-again': {
      log.info({ delayMs: after.delayMs }, 'the answer did not arrive; asking again')
      if (step.handle === null) throw new Error('A step without a handle cannot be polled.')
      await recordPolled(store, step, step.handle, after.delayMs)
      await queue.wake([{ stepId: step.id, delayMs: after.delayMs }])
      return []
    }
    case 'begin-again': {
      log.info({ delayMs: after.delayMs, message: after.error.message }, 'trying again')
      const woken = await recordRetry(store, step, after.error, after.delayMs)
      await queue.wake([{ stepId: step.id, delayMs: after.delayMs }])
      return woken
    }
    case 'fail':
    case 'stick': {
      log.error({ err: error, message: after.error.message }, after.verdict === 'fail' ? 'failed' : 'stuck')
      return await recordFailed(store, step, after.verdict, after.error)
    }
  }
}
