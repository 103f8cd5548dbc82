import type { Gateway, Progress } from '@palisade/azure'
import type { Declared } from '@palisade/contract'
import { isAttemptLeft, type JobChange } from '@palisade/engine'
import type { CallBudget } from '@palisade/queue'
import { stepId, type Written } from '@palisade/store'
import type { Logger } from 'pino'
import type { CallSlots } from '../calls/call-slots.ts'
import { attemptsExhausted } from '../calls/exhaustion.ts'
import { prepareStep, resourceOf } from '../calls/prepare-step.ts'
import { giveBackReservation, reserveCalls, spendReservation } from '../calls/reserve-calls.ts'
import { LeaseEnded } from '../lease/worker-lease.ts'
import type { ActiveJob, ActiveStep } from './active-job.ts'
import { type ChangeWriter, JobLost, Unwritable, WriteInDoubt } from './change-writer.ts'
import { afterCall, afterFailure, afterFault, type Outcome } from './outcome.ts'
import { StepRights } from './step-rights.ts'

/** What the steps of a worker's jobs are advanced with. */
export interface RunnerContext {
  readonly writer: ChangeWriter
  readonly gateway: Pick<Gateway, 'begin' | 'poll'>
  /** What Azure lets all workers do together. */
  readonly budget: CallBudget
  readonly slots: CallSlots
  readonly log: Logger
  /** How many times faster than Azure the endpoint works; divides every wait of our own. */
  readonly timeScale: number
  /** From 0 to 1, for the spread of retries. */
  readonly random: () => number
}

/** A step that met an internal fault, by its place in its job. */
export interface Fault {
  readonly ordinal: number
  readonly cause: unknown
}

/** What the runner asks of the owner of the jobs. */
export interface JobKeeper {
  /** The job has ended, or is not this worker's any more: forget it. */
  drop(job: ActiveJob): void
  /** What is believed of the job is wrong: forget it, and go on with what is stored. */
  readAgain(job: ActiveJob, fault?: Fault): Promise<void>
}

/** Node turns a longer timer into one of a millisecond. */
const longestTimerMs = 2 ** 31 - 1

/**
 * Advances the steps of the jobs that this worker has, each by one call to Azure at a time. It holds nothing while Azure
 * works: a step that is under way is a timer. All that a crash must not lose is written before it counts: the intent
 * before the call, and the outcome before anything in Azure builds on it.
 */
export class StepRunner {
  readonly #context: RunnerContext
  readonly #keeper: JobKeeper
  readonly #rights: StepRights
  #isDraining = false

  constructor(context: RunnerContext, keeper: JobKeeper) {
    this.#context = context
    this.#keeper = keeper
    this.#rights = new StepRights(context, (step, delayMs) => {
      if (delayMs === 0) this.begin(step)
      else this.later(step, delayMs, () => this.begin(step))
    })
  }

  /** Begins nothing new from now on. Calls under way end as they do. */
  drain(): void {
    this.#isDraining = true
  }

  /** Begins every step of a job that may begin, the most urgent first. */
  advance(job: ActiveJob): void {
    for (const step of job.run.startable()) if (!step.isEngaged) this.begin(step)
  }

  /** Goes on with a step that was under way when this worker got its job. */
  resume(step: ActiveStep, wakeInMs: number): void {
    const { declared } = step
    step.isEngaged = true
    this.#rights.resume(step)
    if (step.handle === null || declared === null) {
      this.begin(step)
      return
    }
    this.#guard(step, async () => {
      try {
        prepareStep(step, declared)
      } catch (error) {
        return await this.#record(step, afterFailure(this.#context, step, error))
      }
      this.later(step, wakeInMs, () => this.#poll(step))
    })
  }

  /** Sends the operation of a step, as soon as it has its rights, its calls and a slot. */
  begin(step: ActiveStep): void {
    const { job } = step
    step.isEngaged = true
    this.#guard(step, async () => {
      if (!(await this.#rights.take(step)) || !(await this.#mayCall(step, () => this.begin(step)))) return
      await this.#withSlot(step, async () => {
        const isResumed = step.state === 'begun'
        if (!isResumed && !job.run.mayBegin(step)) return await this.#letGo(step)
        if (isResumed && !isAttemptLeft(step.attempts)) {
          giveBackReservation(this.#context.budget, step)
          return await this.#record(step, afterFailure(this.#context, step, attemptsExhausted(step)))
        }
        const resuming = step.attempts > 0
        const written = await this.#context.writer.write(job.run.begin(step))
        if (job.isDropped) return
        step.begunAt = performance.now()
        await this.#call(step, async () => {
          prepareStep(step, declaredOf(step, written))
          return await this.#context.gateway.begin(resourceOf(step), { resuming, abortSignal: job.abort.signal })
        })
      })
    })
  }

  /** Fails a step that met an internal fault. It is not retried: it would meet the same fault forever. */
  failWithFault(step: ActiveStep, { cause }: Fault): void {
    step.isEngaged = true
    const fail = async (): Promise<void> => {
      // A fault may come before the begin. The step counts as begun then, so that its story stays a legal one.
      if (step.state === 'pending') this.#context.writer.write(step.job.run.begin(step)).catch(() => {})
      if (step.state === 'begun') await this.#record(step, afterFault(this.#context, step, cause))
    }
    this.#guard(step, fail, 'leave the job alone')
  }

  /** Calls back about a step after a time, unless its job has gone by then. */
  later(step: ActiveStep, delayMs: number, call: () => void): void {
    clearTimeout(step.timer)
    const due = () => {
      if (!step.job.isDropped && !this.#isDraining) call()
    }
    step.timer = setTimeout(due, Math.min(Math.max(0, delayMs), longestTimerMs))
  }

  /** Stops everything that would still happen to a step. */
  forget(step: ActiveStep): void {
    clearTimeout(step.timer)
    giveBackReservation(this.#context.budget, step)
    this.#rights.release(step)
  }

  /** Writes a change, and forgets the job when it has ended with it. */
  async write(job: ActiveJob, change: JobChange): Promise<void> {
    await this.#context.writer.write(job.run.isDone ? withAllReleases(job, change) : change)
    if (job.run.isDone && !job.isDropped) this.#keeper.drop(job)
  }

  /** Asks once how far Azure is with a step. */
  #poll(step: ActiveStep): void {
    this.#guard(step, async () => {
      if (!(await this.#mayCall(step, () => this.#poll(step)))) return
      await this.#withSlot(step, async () => {
        const { handle } = step
        if (handle === null) throw new Error(`${step.key} has nothing to poll`)
        const abortSignal = step.job.abort.signal
        await this.#call(step, async () => await this.#context.gateway.poll(resourceOf(step), handle, { abortSignal }))
      })
    })
  }

  /** Makes one call, and records what has come of it. */
  async #call(step: ActiveStep, call: () => Promise<Progress>): Promise<void> {
    const { job } = step
    spendReservation(this.#context.budget, step)
    let outcome: Outcome
    try {
      const progress = await call()
      if (job.isDropped) return
      outcome = afterCall(this.#context, step, progress)
    } catch (error) {
      // Nothing was sent, and the worker forgets all its jobs.
      if (job.isDropped || error instanceof LeaseEnded) return
      outcome = afterFailure(this.#context, step, error)
    }
    await this.#record(step, outcome)
  }

  /** Writes down what has come of a call, and goes on with the step, or with what waited for it. */
  async #record(step: ActiveStep, { change, next, delayMs }: Outcome): Promise<void> {
    const { job } = step
    if (next === 'poll') this.later(step, delayMs, () => (step.handle === null ? this.begin(step) : this.#poll(step)))
    if (next === 'begin') this.later(step, delayMs, () => this.begin(step))
    if (next === 'rest') {
      step.resource = null
      step.declared = null
    }
    const written = this.write(job, change)
    if (next !== 'poll') this.#rights.release(step)
    if (next === 'rest' && !job.run.isDone) this.advance(job)
    await written
  }

  /** A step that may not begin any more, because another one of its job has failed meanwhile. */
  async #letGo(step: ActiveStep): Promise<void> {
    giveBackReservation(this.#context.budget, step)
    step.isEngaged = false
    const hadRights = step.hasRights
    this.#rights.release(step)
    if (hadRights) await this.#rights.giveBack(step)
  }

  /** Whether the calls of a step may be made now; if not, `again` is called when they may. */
  async #mayCall(step: ActiveStep, again: () => void): Promise<boolean> {
    const delayMs = await reserveCalls(this.#context.budget, step)
    if (step.job.isDropped) {
      giveBackReservation(this.#context.budget, step)
      return false
    }
    if (delayMs === 0) return true
    this.later(step, delayMs, again)
    return false
  }

  async #withSlot(step: ActiveStep, work: () => Promise<void>): Promise<void> {
    const { slots, budget } = this.#context
    const { job } = step
    await slots.take()
    try {
      if (job.isDropped || this.#isDraining) return giveBackReservation(budget, step)
      job.busy += 1
      try {
        await work()
      } finally {
        job.busy -= 1
        if (job.busy === 0) job.onIdle?.()
      }
    } finally {
      slots.free()
    }
  }

  /**
   * Runs what advances a step, and sorts what it throws: none of it may end the worker, and none may loop.
   * @param onFault what to do about an internal fault: fail the step, or leave the job alone if failing the step is what failed.
   */
  #guard(
    step: ActiveStep,
    work: () => Promise<void>,
    onFault: 'fail the step' | 'leave the job alone' = 'fail the step',
  ): void {
    const { job } = step
    work().catch(async (error: unknown) => {
      if (job.isDropped) return
      const log = this.#context.log.child({ job: job.id, step: step.key })
      if (error instanceof JobLost) {
        log.warn("the job is another worker's by now")
        this.#keeper.drop(job)
      } else if (error instanceof WriteInDoubt) {
        await this.#keeper.readAgain(job)
      } else {
        const cause = error instanceof Unwritable ? error.cause : error
        log.error({ err: cause }, 'a fault of Palisade')
        if (onFault === 'leave the job alone') this.#keeper.drop(job)
        else await this.#keeper.readAgain(job, { ordinal: step.ordinal, cause })
      }
    })
  }
}

/** A step that never began may have its rights already. Nobody else would get them after the end of its job. */
function withAllReleases({ run }: ActiveJob, change: JobChange): JobChange {
  const exclusive = run.steps.filter((step) => step.exclusive.length > 0)
  return { ...change, releases: exclusive.map(({ ordinal }) => ordinal) }
}

function declaredOf(step: ActiveStep, written: Written): Declared {
  const declared = step.declared ?? written.declared.get(stepId(step.job.id, step.ordinal))
  if (declared === undefined) throw new Error(`${step.key} has no declaration`)
  return declared
}
