import type { Progress } from '@palisade/azure'
import { storable } from '@palisade/contract'
import { afterError, compare, errorOfFindings, type JobChange, nextPollDelayMs, pollDeadlineMs } from '@palisade/engine'
import type { Logger } from 'pino'
import { endless } from '../calls/exhaustion.ts'
import { resourceOf } from '../calls/prepare-step.ts'
import type { ActiveStep } from './active-job.ts'

/** What has come of a call: what it changes, and what happens to the step next. */
export interface Outcome {
  readonly change: JobChange
  /** `poll`: it stays as it is and is asked about; `begin`: it is sent again; `rest`: nothing more happens to it. */
  readonly next: 'poll' | 'begin' | 'rest'
  /** When, in milliseconds. */
  readonly delayMs: number
}

interface Circumstances {
  readonly log: Logger
  readonly timeScale: number
  readonly random: () => number
}

/** Two polls of one operation are at least this far apart, divided by the time scale. */
const shortestPollMs = 2_000

/** What an answer of Azure's means for a step. The step's job is changed with it; the change is the caller's to write. */
export function afterCall(circumstances: Circumstances, step: ActiveStep, progress: Progress): Outcome {
  if (progress.done) return { change: ended(circumstances, step, progress), next: 'rest', delayMs: 0 }
  const { timeScale } = circumstances
  const elapsedMs = performance.now() - step.begunAt
  const expectedMs = (step.expectedSeconds * 1_000) / timeScale
  if (elapsedMs > pollDeadlineMs(expectedMs, timeScale)) return afterFailure(circumstances, step, endless(step))
  // Of an operation that was only just begun, Azure has done nothing yet.
  const doneMs = step.handle === null ? 0 : elapsedMs
  const delayMs = nextPollDelayMs(doneMs, expectedMs, progress.retryAfterMs, shortestPollMs / timeScale)
  return { change: step.job.run.poll(step, progress.handle, delayMs), next: 'poll', delayMs }
}

/** What an error of a call means for a step. */
export function afterFailure(circumstances: Circumstances, step: ActiveStep, error: unknown): Outcome {
  const found = outcomeOfError(circumstances, step, error)
  const { verdict, delayMs, code, message } = found
  const log = logOf(circumstances, step).child({ code })
  if (verdict === 'ask-again') log.info({ delayMs, message }, 'no answer; asking again')
  else if (verdict === 'begin-again') {
    log.info({ delayMs, message }, step.action === 'await' ? 'waited for; looking again' : 'trying again')
  } else log.error({ err: error }, code === 'fault' ? 'a fault of Palisade' : verdict === 'fail' ? 'failed' : 'stuck')
  return found
}

/** The outcome of an internal fault that is already in the log. */
export function afterFault(circumstances: Circumstances, step: ActiveStep, cause: unknown): Outcome {
  return outcomeOfError(circumstances, step, cause)
}

function outcomeOfError({ timeScale, random }: Circumstances, step: ActiveStep, error: unknown) {
  const { run } = step.job
  const after = afterError(
    error,
    {
      attempts: step.attempts,
      hasHandle: step.handle !== null,
      removes: step.action === 'remove',
      elapsedMs: performance.now() - step.begunAt,
      deadlineMs: pollDeadlineMs((step.expectedSeconds * 1_000) / timeScale, timeScale),
    },
    { random: random(), timeScale },
  )
  const { verdict, error: stepError } = after
  const told = { verdict, code: stepError.code, message: stepError.message }
  switch (after.verdict) {
    case 'ask-again':
      return { ...told, ...outcome(run.missAnswer(step, stepError, after.delayMs), 'poll', after.delayMs) }
    case 'begin-again':
      return { ...told, ...outcome(run.retry(step, stepError, after.delayMs), 'begin', after.delayMs) }
    case 'fail':
    case 'stick':
      return { ...told, ...outcome(run.fail(step, after.verdict, stepError), 'rest', 0) }
  }
}

function outcome(change: JobChange, next: Outcome['next'], delayMs: number): Outcome {
  return { change, next, delayMs }
}

function ended(
  circumstances: Circumstances,
  step: ActiveStep,
  progress: Extract<Progress, { readonly done: true }>,
): JobChange {
  const { job, declared } = step
  const { id, body } = resourceOf(step)
  const findings =
    progress.observation !== undefined && declared !== null
      ? compare(declared, body, progress.observation)
      : (progress.findings ?? [])
  const error = step.action === 'check' ? errorOfFindings(findings) : undefined
  if (error !== undefined) {
    const { code, message } = error
    logOf(circumstances, step).warn({ code, message }, 'found what would make the job fail')
    return job.run.fail(step, 'fail', error, findings)
  }
  const outputs = { ...progress.outputs, id }
  if (step.action !== 'remove' && step.action !== 'check' && step.action !== 'observe')
    job.outputs.set(step.key, outputs)
  const note = progress.note === undefined ? undefined : storable(progress.note)
  return job.run.succeed(step, { outputs, note, findings, appliedDigest: step.digest })
}

function logOf({ log }: Circumstances, step: ActiveStep): Logger {
  return log.child({ job: step.job.id, step: step.key })
}
