import { afterError, pollDeadlineMs } from '@palisade/engine'
import { type LeasedStep, recordFailed, recordMissedAnswer, recordRetry } from '@palisade/store'
import type { TickContext } from './tick-context.ts'

/**
 * Decides what an error of a call means for the step, and records it. Answers whom that woke.
 * @param elapsedMs how long ago the operation was begun.
 */
export async function recover(
  context: TickContext,
  step: LeasedStep,
  elapsedMs: number,
  error: unknown,
): Promise<string[]> {
  const { store, queue, timeScale } = context
  const deadlineMs = pollDeadlineMs((step.expectedSeconds * 1_000) / timeScale, timeScale)
  const after = afterError(
    error,
    {
      attempts: step.attempts,
      hasHandle: step.handle !== null,
      removes: step.action === 'remove',
      elapsedMs,
      deadlineMs,
    },
    { random: context.random(), timeScale },
  )
  const log = context.log.child({ job: step.jobId, step: step.key, code: after.error.code })
  switch (after.verdict) {
    case 'ask-again': {
      log.info({ delayMs: after.delayMs, message: after.error.message }, 'no answer; asking again')
      await recordMissedAnswer(store, step, after.error, after.delayMs)
      await queue.wake([{ stepId: step.id, delayMs: after.delayMs }])
      return []
    }
    case 'begin-again': {
      const words = step.action === 'await' ? 'waited for; looking again' : 'trying again'
      log.info({ delayMs: after.delayMs, message: after.error.message }, words)
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
