import { ExclusiveRights, type JobChange } from '@palisade/engine'
import { stepId } from '@palisade/store'
import type { ActiveStep } from './active-job.ts'
import type { ChangeWriter } from './change-writer.ts'

/** How long a step waits before it asks again for a right that another worker has, divided by the time scale. */
const askAgainMs = 15_000
/** ... and never shorter than this. */
const askAgainAtLeastMs = 50

/**
 * The exclusive rights of steps: to write what Azure lets only one write at a time. Between the steps of this worker they
 * are settled in memory, by urgency; between workers in the database, where they also survive a crash.
 */
export class StepRights {
  readonly #here = new ExclusiveRights<ActiveStep>()
  readonly #writer: ChangeWriter
  readonly #timing: { readonly timeScale: number; readonly random: () => number }
  readonly #tryAgain: (step: ActiveStep, delayMs: number) => void

  /** @param tryAgain called for a step that did not get its rights, when it may ask again. */
  constructor(
    context: { readonly writer: ChangeWriter; readonly timeScale: number; readonly random: () => number },
    tryAgain: (step: ActiveStep, delayMs: number) => void,
  ) {
    this.#writer = context.writer
    this.#timing = context
    this.#tryAgain = tryAgain
  }

  /** Takes all rights of a step. Answers false when it has to wait; `tryAgain` is called for it then. */
  async take(step: ActiveStep): Promise<boolean> {
    if (step.exclusive.length === 0 || step.hasRights) return true
    if (!this.#here.take(step)) return false
    const { job } = step
    const claims = [{ ordinal: step.ordinal, keys: step.exclusive }]
    const written = await this.#writer.write(nothing(step), claims)
    if (job.isDropped) return false
    const claimed = written.claimed.get(stepId(job.id, step.ordinal)) ?? []
    step.hasRights = claimed.length === step.exclusive.length
    if (step.hasRights) return true
    // Another worker has one of them. What was had is given back meanwhile, so that no two wait for each other.
    if (claimed.length > 0) await this.giveBack(step)
    const { timeScale, random } = this.#timing
    if (!job.isDropped) this.#tryAgain(step, Math.max(askAgainAtLeastMs, askAgainMs / timeScale) * (0.5 + random()))
    return false
  }

  /**
   * A step that was under way when this worker got its job: its rights have been recorded since it was begun, whatever
   * another step of this worker hopes for. That one asks the database again; to wait for it here would be to wait for ever.
   */
  resume(step: ActiveStep): void {
    step.hasRights = true
    if (!this.#here.take(step)) this.#here.release(step)
  }

  /** Lets others of this worker have the rights of a step. The change that says so is the caller's to write. */
  release(step: ActiveStep): void {
    if (step.exclusive.length === 0) return
    step.hasRights = false
    for (const next of this.#here.release(step)) this.#tryAgain(next, 0)
  }

  /** Records that a step has no rights any more. */
  async giveBack(step: ActiveStep): Promise<void> {
    await this.#writer.write({ ...nothing(step), releases: [step.ordinal] })
  }
}

/** A change of a job that changes nothing but who has which rights. */
function nothing(step: ActiveStep): JobChange {
  return { jobId: step.job.id, steps: [], resources: [], events: [] }
}
