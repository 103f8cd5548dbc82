import type { ClaimedJob } from '@palisade/store'
import { type ActiveJob, activate } from './active-job.ts'
import { type Fault, type JobKeeper, type RunnerContext, StepRunner } from './step-runner.ts'

/** What a pool works with. */
export interface PoolContext extends RunnerContext {
  /** Reads a job again that this worker still has; undefined when it has it no more. */
  readonly readAgain: (jobId: string) => Promise<ClaimedJob | undefined>
  /** Told when a job has left the pool, whether it has ended or not. */
  readonly onLeft: () => void
}

/** The jobs that this worker has. What happens to their steps is the runner's; which jobs there are is decided here. */
export class JobPool implements JobKeeper {
  readonly #context: PoolContext
  readonly #jobs = new Map<string, ActiveJob>()
  /** Jobs that are being read again. They are this worker's as well. */
  readonly #readingAgain = new Set<string>()
  readonly #runner: StepRunner
  #isDraining = false

  constructor(context: PoolContext) {
    this.#context = context
    this.#runner = new StepRunner(context, this)
  }

  get size(): number {
    return this.#jobs.size
  }

  has(jobId: string): boolean {
    return this.#jobs.has(jobId)
  }

  /** The jobs that are this worker's, as far as it knows. */
  ids(): string[] {
    return [...this.#jobs.keys(), ...this.#readingAgain]
  }

  /** Goes on with jobs that this worker has claimed. */
  take(claimed: readonly ClaimedJob[]): void {
    for (const one of claimed) this.#takeIfSound(one)
  }

  /** Forgets a number of jobs that have no call under way, the youngest first. Answers which: others may have them. */
  giveAway(count: number): string[] {
    const ids: string[] = []
    for (const job of [...this.#jobs.values()].reverse()) {
      if (ids.length >= count) break
      if (job.busy > 0) continue
      this.drop(job)
      ids.push(job.id)
    }
    return ids
  }

  /** Forgets all jobs, and ends their calls: they may be another worker's. */
  dropAll(): void {
    for (const job of [...this.#jobs.values()]) this.drop(job)
  }

  /**
   * Begins nothing new, and waits for the answers of calls that are under way; those that take longer than `graceMs` are
   * ended. What they have made of Azure is found by the next worker.
   */
  async drain(graceMs: number): Promise<void> {
    this.#isDraining = true
    this.#runner.drain()
    const idle = Promise.all([...this.#jobs.values()].map(untilIdle))
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, graceMs)
    await Promise.race([idle, late])
    clearTimeout(timer)
    this.dropAll()
  }

  drop(job: ActiveJob): void {
    if (job.isDropped) return
    job.isDropped = true
    if (this.#jobs.get(job.id) === job) this.#jobs.delete(job.id)
    job.abort.abort()
    for (const step of job.run.steps) this.#runner.forget(step)
    this.#context.onLeft()
  }

  async readAgain(job: ActiveJob, fault?: Fault): Promise<void> {
    this.#readingAgain.add(job.id)
    this.drop(job)
    await untilIdle(job)
    const stored = await this.#context.readAgain(job.id)
    this.#readingAgain.delete(job.id)
    if (stored !== undefined && !this.#isDraining) this.#takeIfSound(stored, fault)
  }

  /** What is stored of a job may be something that this version cannot go on with. That harms no other job. */
  #takeIfSound(claimed: ClaimedJob, fault?: Fault): void {
    try {
      this.#take(claimed, fault)
    } catch (error) {
      this.#context.log.error({ err: error, job: claimed.id }, 'a job cannot be gone on with as it is stored')
      const job = this.#jobs.get(claimed.id)
      if (job !== undefined) this.drop(job)
    }
  }

  #take(claimed: ClaimedJob, fault?: Fault): void {
    if (this.#jobs.has(claimed.id)) return
    const job = activate(claimed)
    this.#jobs.set(job.id, job)
    const faulty = fault === undefined ? undefined : job.run.steps[fault.ordinal]
    if (fault !== undefined && faulty !== undefined) this.#runner.failWithFault(faulty, fault)
    for (const step of job.run.underWay()) {
      if (!step.isEngaged) this.#runner.resume(step, claimed.steps[step.ordinal]?.wakeInMs ?? 0)
    }
    for (const step of job.run.startable()) {
      const wakeInMs = claimed.steps[step.ordinal]?.wakeInMs ?? 0
      if (step.isEngaged || wakeInMs <= 0) continue
      // It is tried again, and not before its time.
      step.isEngaged = true
      this.#runner.later(step, wakeInMs, () => this.#runner.begin(step))
    }
    this.#runner.advance(job)
    const end = job.run.endIfNothingIsLeft()
    if (end !== undefined) this.#runner.write(job, end).catch(async () => await this.readAgain(job))
  }
}

/** Waits until nothing of a job is under way: no call, and no answer that is not written. */
function untilIdle(job: ActiveJob): Promise<void> | undefined {
  if (job.busy === 0) return undefined
  const { promise, resolve } = Promise.withResolvers<void>()
  const earlier = job.onIdle
  job.onIdle = () => {
    earlier?.()
    resolve()
  }
  return promise
}
