import type { Gateway, Progress } from '@palisade/azure'
import { type Declared, StepFailed, storable } from '@palisade/contract'
import {
  afterError,
  compare,
  ExclusiveRights,
  errorOfFindings,
  isAttemptLeft,
  type JobChange,
  nextPollDelayMs,
  pollDeadlineMs,
} from '@palisade/engine'
import type { CallBudget } from '@palisade/queue'
import { type ClaimedJob, stepId, type Written } from '@palisade/store'
import type { Logger } from 'pino'
import type { CallSlots } from '../calls/call-slots.ts'
import { attemptsExhausted, endless } from '../calls/exhaustion.ts'
import { digestOf, gatewayResource } from '../calls/prepare-call.ts'
import { giveBackReservation, reserveCalls, spendReservation } from '../calls/reserve-calls.ts'
import { LeaseEnded } from '../lease/worker-lease.ts'
import { type ActiveJob, type ActiveStep, activate } from './active-job.ts'
import { type ChangeWriter, JobLost, Unwritable, WriteInDoubt } from './change-writer.ts'

/** What a pool works with. */
export interface PoolContext {
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
  /** Reads a job again that this worker still has; undefined when it has it no more. */
  readonly readAgain: (jobId: string) => Promise<ClaimedJob | undefined>
  /** Told when a job has left the pool, whether it has ended or not. */
  readonly onLeft: () => void
}

/** A step, by its place in its job, that met a fault of ours. */
interface Fault {
  readonly ordinal: number
  readonly cause: unknown
}

/** Two polls of one operation are at least this far apart, divided by the time scale. */
const shortestPollMs = 2_000

/** How long a step waits before it asks again for a right that another worker has, divided by the time scale. */
const rightsAgainMs = 15_000
/** ... and never shorter than this. */
const rightsAgainAtLeastMs = 50

/** Node turns a longer timer into one of a millisecond. */
const longestTimerMs = 2 ** 31 - 1

/**
 * The jobs of this worker, and how their steps advance. The pool holds nothing while Azure works: each step that is under
 * way is a timer. All that a crash must not lose is written before it counts; see `ChangeWriter`.
 */
export class JobPool {
  readonly #context: PoolContext
  readonly #jobs = new Map<string, ActiveJob>()
  /** Jobs that are being read again. They are this worker's as well. */
  readonly #readingAgain = new Set<string>()
  readonly #rights = new ExclusiveRights<ActiveStep>()
  #isDraining = false

  constructor(context: PoolContext) {
    this.#context = context
  }

  get size(): number {
    return this.#jobs.size
  }

  /** The jobs that are this worker's, as far as it knows. */
  ids(): string[] {
    return [...this.#jobs.keys(), ...this.#readingAgain]
  }

  /** Goes on with jobs that this worker has claimed. */
  take(claimed: readonly ClaimedJob[]): void {
    for (const one of claimed) this.#takeIfSound(one)
  }

  /** What is stored of a job may be something that this version cannot go on with. That harms no other job. */
  #takeIfSound(claimed: ClaimedJob, fault?: Fault): void {
    try {
      this.#takeOne(claimed, fault)
    } catch (error) {
      this.#context.log.error({ err: error, job: claimed.id }, 'a job cannot be gone on with as it is stored')
      const job = this.#jobs.get(claimed.id)
      if (job !== undefined) this.#drop(job)
    }
  }

  #takeOne(claimed: ClaimedJob, fault?: Fault): void {
    if (this.#jobs.has(claimed.id)) return
    const job = activate(claimed)
    this.#jobs.set(job.id, job)
    const faulty = fault === undefined ? undefined : job.run.steps[fault.ordinal]
    if (fault !== undefined && faulty !== undefined) {
      faulty.isEngaged = true
      void this.#guard(faulty, async () => await this.#failFault(faulty, fault), 'give up')
    }
    for (const step of job.run.underWay()) {
      if (step !== faulty) this.#resume(job, step, claimed.steps[step.ordinal]?.wakeInMs ?? 0)
    }
    for (const step of job.run.startable()) {
      const wakeInMs = claimed.steps[step.ordinal]?.wakeInMs ?? 0
      if (step.isEngaged || step.attempts === 0 || wakeInMs <= 0) continue
      // It is tried again, and not before its time.
      step.isEngaged = true
      this.#later(step, wakeInMs, () => this.#begin(step))
    }
    this.#advance(job)
    const end = job.run.endIfNothingIsLeft()
    if (end !== undefined) void this.#endOf(job, end).catch(async () => await this.#readAgain(job))
  }

  /** Forgets a number of jobs that have no call under way, the youngest first. Answers which: others may have them. */
  giveAway(count: number): string[] {
    const ids: string[] = []
    for (const job of [...this.#jobs.values()].reverse()) {
      if (ids.length >= count) break
      if (job.busy > 0) continue
      this.#drop(job)
      ids.push(job.id)
    }
    return ids
  }

  /** Forgets all jobs, and ends their calls: they may be another worker's. */
  dropAll(): void {
    for (const job of [...this.#jobs.values()]) this.#drop(job)
  }

  /**
   * Begins nothing new, and waits for the answers of calls that are under way; those that take longer than `graceMs` are
   * ended. What they have made of Azure is found by the next worker.
   */
  async drain(graceMs: number): Promise<void> {
    this.#isDraining = true
    const idle = Promise.all(
      [...this.#jobs.values()].map((job) =>
        job.busy === 0 ? undefined : new Promise<void>((resolve) => (job.onIdle = resolve)),
      ),
    )
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, graceMs)
    await Promise.race([idle, late])
    clearTimeout(timer)
    this.dropAll()
  }

  #advance(job: ActiveJob): void {
    for (const step of job.run.startable()) if (!step.isEngaged) this.#begin(step)
  }

  #resume(job: ActiveJob, step: ActiveStep, wakeInMs: number): void {
    const { declared } = step
    step.isEngaged = true
    // Its rights are recorded since it was begun, whatever another step of this worker hopes for. That one asks the database
    // again; to wait for it here would be to wait for ever.
    step.hasRights = true
    if (!this.#rights.take(step)) this.#rights.release(step)
    if (step.handle === null || declared === null) {
      this.#begin(step)
      return
    }
    try {
      this.#prepare(step, declared)
    } catch (error) {
      void this.#guard(step, async () => await this.#recover(job, step, error))
      return
    }
    this.#later(step, wakeInMs, () => this.#poll(step))
  }

  /** Sends the operation of a step, as soon as it has its rights, its calls and a slot. */
  #begin(step: ActiveStep): void {
    step.isEngaged = true
    void this.#guard(step, async () => {
      const { job } = step
      if (!(await this.#hasRights(step)) || !(await this.#mayCall(step, () => this.#begin(step)))) return
      await this.#withSlot(step, async () => {
        const isResumed = step.state === 'begun'
        if (!isResumed && !job.run.mayBegin(step)) return this.#disengage(step)
        if (isResumed && !isAttemptLeft(step.attempts)) {
          giveBackReservation(this.#context.budget, step)
          return await this.#recover(job, step, attemptsExhausted(step))
        }
        const resuming = step.attempts > 0
        const written = await this.#context.writer.write(job.run.begin(step))
        if (job.isDropped) return
        step.begunAt = performance.now()
        await this.#call(step, async () => {
          this.#prepare(step, declaredOf(step, written))
          return await this.#context.gateway.begin(resourceOf(step), { resuming, abortSignal: job.abort.signal })
        })
      })
    })
  }

  /** Asks once how far Azure is with a step. */
  #poll(step: ActiveStep): void {
    void this.#guard(step, async () => {
      if (!(await this.#mayCall(step, () => this.#poll(step)))) return
      await this.#withSlot(step, async () => {
        const { handle } = step
        if (handle === null) throw new Error(`${step.key} has nothing to poll`)
        await this.#call(
          step,
          async () =>
            await this.#context.gateway.poll(resourceOf(step), handle, { abortSignal: step.job.abort.signal }),
        )
      })
    })
  }

  /** Makes one call, and records what has come of it. */
  async #call(step: ActiveStep, call: () => Promise<Progress>): Promise<void> {
    const { job } = step
    spendReservation(this.#context.budget, step)
    let progress: Progress
    try {
      progress = await call()
    } catch (error) {
      if (job.isDropped || error instanceof LeaseEnded) return
      return await this.#recover(job, step, error)
    }
    if (job.isDropped) return
    if (progress.done) return await this.#succeed(job, step, progress)

    const { timeScale } = this.#context
    const elapsedMs = performance.now() - step.begunAt
    const expectedMs = (step.expectedSeconds * 1_000) / timeScale
    if (elapsedMs > pollDeadlineMs(expectedMs, timeScale)) return await this.#recover(job, step, endless(step))
    // Of an operation that was only just begun, Azure has done nothing yet.
    const doneMs = step.handle === null ? 0 : elapsedMs
    const delayMs = nextPollDelayMs(doneMs, expectedMs, progress.retryAfterMs, shortestPollMs / timeScale)
    const change = job.run.poll(step, progress.handle, delayMs)
    this.#later(step, delayMs, () => this.#poll(step))
    await this.#context.writer.write(change)
  }

  async #succeed(job: ActiveJob, step: ActiveStep, progress: Extract<Progress, { done: true }>): Promise<void> {
    const { outputs, note, observation } = progress
    const declared = step.declared
    const findings =
      observation !== undefined && declared !== null
        ? compare(declared, resourceOf(step).body, observation)
        : (progress.findings ?? [])
    const error = step.action === 'check' ? errorOfFindings(findings) : undefined
    if (error !== undefined) {
      this.#logOf(step).warn({ code: error.code, message: error.message }, 'found what would make the job fail')
      return await this.#settle(job, step, job.run.fail(step, 'fail', error, findings))
    }
    const known = { ...outputs, id: resourceOf(step).id }
    if (step.action !== 'remove' && step.action !== 'check' && step.action !== 'observe')
      job.outputs.set(step.key, known)
    const change = job.run.succeed(step, {
      outputs: known,
      note: note === undefined ? undefined : storable(note),
      findings,
      appliedDigest: step.digest,
    })
    await this.#settle(job, step, change)
  }

  /** Decides what an error means for a step, and records it. */
  async #recover(job: ActiveJob, step: ActiveStep, error: unknown): Promise<void> {
    const { timeScale, random } = this.#context
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
    const log = this.#logOf(step).child({ code: after.error.code })
    switch (after.verdict) {
      case 'ask-again': {
        log.info({ delayMs: after.delayMs, message: after.error.message }, 'no answer; asking again')
        const change = job.run.missAnswer(step, after.error, after.delayMs)
        this.#later(step, after.delayMs, () => (step.handle === null ? this.#begin(step) : this.#poll(step)))
        await this.#context.writer.write(change)
        return
      }
      case 'begin-again': {
        const words = step.action === 'await' ? 'waited for; looking again' : 'trying again'
        log.info({ delayMs: after.delayMs, message: after.error.message }, words)
        const change = job.run.retry(step, after.error, after.delayMs)
        if (job.run.mayBegin(step)) this.#later(step, after.delayMs, () => this.#begin(step))
        return await this.#settle(job, step, change)
      }
      case 'fail':
      case 'stick': {
        const isFault = after.error.code === 'fault'
        log.error(
          { err: error, message: after.error.message },
          isFault ? 'a fault of Palisade' : after.verdict === 'fail' ? 'failed' : 'stuck',
        )
        return await this.#settle(job, step, job.run.fail(step, after.verdict, after.error))
      }
    }
  }

  /** Writes down that a step has come to rest, and lets go on what waited for it. */
  async #settle(job: ActiveJob, step: ActiveStep, change: JobChange): Promise<void> {
    if (step.state !== 'pending') {
      step.resource = null
      step.declared = null
    }
    const written = this.#endOf(job, change)
    this.#releaseRights(step)
    if (!job.run.isDone) this.#advance(job)
    await written
  }

  /** Writes a change, and forgets the job when it has ended with it. */
  async #endOf(job: ActiveJob, change: JobChange): Promise<void> {
    await this.#context.writer.write(job.run.isDone ? withAllReleases(job, change) : change)
    if (job.run.isDone && !job.isDropped) this.#drop(job)
  }

  /** The rights of a step, in this worker and among all. Until it has them it is called again by itself. */
  async #hasRights(step: ActiveStep): Promise<boolean> {
    if (step.exclusive.length === 0 || step.hasRights) return true
    if (!this.#rights.take(step)) return false
    const { job } = step
    const nothing = { jobId: job.id, steps: [], resources: [], events: [] }
    const claims = [{ ordinal: step.ordinal, keys: step.exclusive }]
    const written = await this.#context.writer.write(nothing, claims)
    if (job.isDropped) return false
    const claimed = written.claimed.get(stepId(job.id, step.ordinal)) ?? []
    step.hasRights = claimed.length === step.exclusive.length
    if (step.hasRights) return true
    // Another worker has one of them. What was had is given back meanwhile, so that no two wait for each other.
    if (claimed.length > 0) await this.#context.writer.write({ ...nothing, releases: [step.ordinal] })
    const delayMs =
      Math.max(rightsAgainAtLeastMs, rightsAgainMs / this.#context.timeScale) * (0.5 + this.#context.random())
    if (!job.isDropped) this.#later(step, delayMs, () => this.#begin(step))
    return false
  }

  #releaseRights(step: ActiveStep): void {
    if (step.exclusive.length === 0) return
    step.hasRights = false
    for (const next of this.#rights.release(step)) this.#begin(next)
  }

  /** Whether the calls of a step may be made now; if not, `again` is called when they may. */
  async #mayCall(step: ActiveStep, again: () => void): Promise<boolean> {
    const delayMs = await reserveCalls(this.#context.budget, step)
    if (step.job.isDropped) {
      giveBackReservation(this.#context.budget, step)
      return false
    }
    if (delayMs === 0) return true
    this.#later(step, delayMs, again)
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

  /** A step that may not begin any more, because another one of its job has failed meanwhile. */
  #disengage(step: ActiveStep): void {
    giveBackReservation(this.#context.budget, step)
    step.isEngaged = false
    const hadRights = step.hasRights
    this.#releaseRights(step)
    if (!hadRights) return
    const change = { jobId: step.job.id, steps: [], resources: [], events: [], releases: [step.ordinal] }
    void this.#guard(step, async () => void (await this.#context.writer.write(change)))
  }

  #later(step: ActiveStep, delayMs: number, call: () => void): void {
    clearTimeout(step.timer)
    const inMs = Math.min(Math.max(0, delayMs), longestTimerMs)
    step.timer = setTimeout(() => {
      if (!step.job.isDropped && !this.#isDraining) call()
    }, inMs)
  }

  #drop(job: ActiveJob): void {
    job.isDropped = true
    if (this.#jobs.get(job.id) === job) this.#jobs.delete(job.id)
    job.abort.abort()
    for (const step of job.run.steps) {
      clearTimeout(step.timer)
      giveBackReservation(this.#context.budget, step)
      this.#releaseRights(step)
    }
    if (job.busy === 0) job.onIdle?.()
    this.#context.onLeft()
  }

  /**
   * Runs what advances a step, and sorts what it throws: none of it may end the worker, and none may loop.
   * @param onFault what to do about a fault of ours: fail the step, or leave the job alone where that is what has failed.
   */
  async #guard(
    step: ActiveStep,
    work: () => Promise<void>,
    onFault: 'fail the step' | 'give up' = 'fail the step',
  ): Promise<void> {
    const { job } = step
    try {
      await work()
    } catch (error) {
      if (job.isDropped) return
      if (error instanceof JobLost) {
        this.#logOf(step).warn("the job is another worker's by now")
        this.#drop(job)
      } else if (error instanceof WriteInDoubt) {
        await this.#readAgain(job)
      } else {
        const cause = error instanceof Unwritable ? error.cause : error
        this.#logOf(step).error({ err: cause }, 'a fault of Palisade')
        if (onFault === 'give up') this.#drop(job)
        else await this.#readAgain(job, { ordinal: step.ordinal, cause })
      }
    }
  }

  /**
   * Forgets what is believed of a job, waits for its calls to end, and goes on with it as it is stored.
   * @param fault a step that met a fault of ours, which would meet it again: an outcome that cannot be stored, or a bug.
   */
  async #readAgain(job: ActiveJob, fault?: Fault): Promise<void> {
    this.#readingAgain.add(job.id)
    this.#drop(job)
    if (job.busy > 0) await new Promise<void>((resolve) => (job.onIdle = resolve))
    const stored = await this.#context.readAgain(job.id)
    this.#readingAgain.delete(job.id)
    if (stored !== undefined && !this.#isDraining) this.#takeIfSound(stored, fault)
  }

  /** Fails a step that met a fault of ours. It is not tried again: it would never end. */
  async #failFault(step: ActiveStep, { cause }: Fault): Promise<void> {
    const { job } = step
    const isRemoval = step.action === 'remove'
    const sentence = 'The step met a fault of Palisade itself; the log has the details.'
    const error = new StepFailed('fault', sentence, {}, cause).toStepError()
    const verdict = isRemoval ? 'stick' : 'fail'
    if (step.state === 'pending') {
      const [begun, failed] = job.run.failUnbegun(step, verdict, error)
      void this.#context.writer.write(begun).catch(() => {})
      await this.#settle(job, step, failed)
    } else if (step.state === 'begun') await this.#settle(job, step, job.run.fail(step, verdict, error))
  }

  #prepare(step: ActiveStep, declared: Declared): void {
    step.declared = declared
    step.resource = gatewayResource(step, declared)
    const writes = step.action === 'make' || step.action === 'amend' || step.action === 'adjust'
    step.digest = writes ? digestOf(step.resource.body) : undefined
  }

  #logOf(step: ActiveStep): Logger {
    return this.#context.log.child({ job: step.job.id, step: step.key })
  }
}

/** A step that never began may have its rights already. Nobody else would get them after the end of its job. */
function withAllReleases({ run }: ActiveJob, change: JobChange): JobChange {
  const exclusive = run.steps.filter((step) => step.exclusive.length > 0)
  return { ...change, releases: exclusive.map(({ ordinal }) => ordinal) }
}

function resourceOf(step: ActiveStep): NonNullable<ActiveStep['resource']> {
  if (step.resource === null) throw new Error(`${step.key} is not prepared`)
  return step.resource
}

function declaredOf(step: ActiveStep, written: Written): Declared {
  const declared = step.declared ?? written.declared.get(stepId(step.job.id, step.ordinal))
  if (declared === undefined) throw new Error(`${step.key} has no declaration`)
  return declared
}
