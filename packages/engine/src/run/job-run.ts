import {
  type Finding,
  type JobStatus,
  type JobType,
  type Json,
  type StepAction,
  type StepError,
  type StepState,
  storable,
} from '@palisade/contract'
import { jobTypeRows } from '../jobs/job-types.ts'
import { type JobEvent, jobTransition, settle } from '../jobs/transition.ts'
import { transition } from '../steps/transition.ts'
import type { JobChange, NewEvent, ResourceChange, StepChange } from './changes.ts'

/** A step as it is known to the worker that has its job. */
export interface RunStep {
  readonly ordinal: number
  readonly key: string
  readonly action: StepAction
  readonly waitsFor: readonly number[]
  readonly exclusive: readonly string[]
  readonly beginsAfterError: boolean
  readonly expectedSeconds: number
  readonly tailSeconds: number
  state: StepState
  attempts: number
  handle: string | null
}

/** A job as it is stored, when a worker takes it. */
export interface JobSnapshot {
  readonly id: string
  readonly type: JobType
  readonly workspaceId: string | null
  readonly status: JobStatus
  readonly error: StepError | null
  /** Ordered by their ordinals, from 0. */
  readonly steps: readonly RunStep[]
}

/**
 * The state of one job in the hands of the worker that has it: what may begin, and what each outcome changes. Pure: the
 * changes are returned, and nothing is true before they are written.
 */
export class JobRun<Step extends RunStep = RunStep> {
  readonly id: string
  readonly type: JobType
  readonly workspaceId: string | null
  readonly steps: readonly Step[]
  #status: JobStatus
  #error: StepError | null
  readonly #counts: Record<StepState, number> = { pending: 0, begun: 0, succeeded: 0, failed: 0, stuck: 0 }
  #pendingReads = 0
  /** For each step, the number of its dependencies that have not succeeded. */
  readonly #unmet: Uint16Array
  readonly #dependants: readonly number[][]

  constructor(snapshot: Omit<JobSnapshot, 'steps'> & { readonly steps: readonly Step[] }) {
    this.id = snapshot.id
    this.type = snapshot.type
    this.workspaceId = snapshot.workspaceId
    this.steps = snapshot.steps
    this.#status = snapshot.status
    this.#error = snapshot.error
    this.#unmet = new Uint16Array(snapshot.steps.length)
    const dependants: number[][] = snapshot.steps.map(() => [])
    for (const step of snapshot.steps) {
      this.#counts[step.state] += 1
      if (step.state === 'pending' && step.beginsAfterError) this.#pendingReads += 1
      for (const ordinal of step.waitsFor) {
        if (this.#at(ordinal).state === 'succeeded') continue
        this.#unmet[step.ordinal] = (this.#unmet[step.ordinal] ?? 0) + 1
        dependants[ordinal]?.push(step.ordinal)
      }
    }
    this.#dependants = dependants
  }

  get isDone(): boolean {
    return this.#status !== 'queued' && this.#status !== 'running'
  }

  /** May this step begin, as far as its job is concerned? The only place that knows. */
  mayBegin(step: Step): boolean {
    return (
      step.state === 'pending' &&
      this.#unmet[step.ordinal] === 0 &&
      (this.#error === null || step.beginsAfterError) &&
      !this.isDone
    )
  }

  /** The steps that may begin, the one with the longest way to the end of the job first. */
  startable(): Step[] {
    return byUrgency(this.steps.filter((step) => this.mayBegin(step)))
  }

  /** The end of a job that has nothing to do, such as the removal of a workspace of which nothing was made. */
  endIfNothingIsLeft(): JobChange | undefined {
    const end = this.#end()
    return end === undefined ? undefined : { jobId: this.id, steps: [], resources: [], events: end.events, ...end.job }
  }

  /** The steps that are under way. */
  underWay(): Step[] {
    return this.steps.filter((step) => step.state === 'begun')
  }

  /**
   * A call to Azure is about to be sent. Recorded first, so that the worker that takes the job after a crash knows that
   * there may be something to find. A step that is begun already, whose answer is lost, is begun once more and counted.
   */
  begin(step: Step): JobChange {
    const change = this.#move(step, 'begin', { isBegun: true, handle: null, error: null, wakeInMs: null })
    step.attempts += 1
    step.handle = null
    const events: NewEvent[] = []
    let status: JobStatus | undefined
    if (this.#status === 'queued') {
      status = this.#transition('start')
      events.push({ type: 'job.started', message: 'The job has started.', data: {} })
    }
    const attempt = step.attempts
    events.push({
      type: 'step.begun',
      step: step.key,
      message: `${step.key}: begun${attempt > 1 ? ` (attempt ${attempt})` : ''}`,
      data: { attempt },
    })
    const resources: ResourceChange[] = step.action === 'make' ? [{ key: step.key, begun: true }] : []
    return { ...this.#change(change, events, resources), ...(status === undefined ? {} : { status }) }
  }

  /** Azure is at work, and is asked again after `delayMs`. No event: this happens more often than anything else. */
  poll(step: Step, handle: string, delayMs: number): JobChange {
    step.handle = handle
    return this.#change({ ...stay(step), handle, error: null, wakeInMs: delayMs }, [], [])
  }

  /**
   * The step is done, and what waited only for it may begin.
   * @param result `note` tells the watcher what is worth knowing, for example that an existing resource was left alone.
   */
  succeed(
    step: Step,
    result: {
      readonly outputs: Readonly<Record<string, string>>
      readonly note?: string | undefined
      readonly findings?: readonly Finding[] | undefined
      readonly appliedDigest?: string | undefined
    },
  ): JobChange {
    const { outputs, note, findings = [], appliedDigest } = result
    const change = this.#move(step, 'succeed', {
      handle: null,
      error: null,
      wakeInMs: null,
      ...(findings.length === 0 ? {} : { findings }),
    })
    for (const ordinal of this.#dependants[step.ordinal] ?? []) {
      this.#unmet[ordinal] = (this.#unmet[ordinal] ?? 0) - 1
    }
    const words = step.action === 'remove' ? 'removed' : 'done'
    return this.#ended(step, change, this.#resourceAfter(step, outputs, appliedDigest), [
      ...findings.map((finding) => found(step, finding)),
      {
        type: 'step.succeeded',
        step: step.key,
        message: `${step.key}: ${words}${note === undefined ? '' : ` (${note})`}`,
        data: {},
      },
    ])
  }

  /** The operation is sent again after `delayMs`, because waiting can cure what went wrong. */
  retry(step: Step, error: StepError, delayMs: number): JobChange {
    const change = this.#move(step, 'retry', { handle: null, error, wakeInMs: delayMs })
    step.handle = null
    const intent = step.action === 'await' ? 'waited for; looking again' : 'trying again'
    return this.#ended(step, change, [], [retrying(step, error, delayMs, intent)])
  }

  /**
   * An answer of Azure's did not arrive. The step stays begun and keeps what it has for itself: Azure may be at work, so
   * nobody may conclude that there is nothing.
   */
  missAnswer(step: Step, error: StepError, delayMs: number): JobChange {
    const events = [retrying(step, error, delayMs, 'no answer, asking again')]
    return this.#change({ ...stay(step), error, wakeInMs: delayMs }, events, [])
  }

  /**
   * The step cannot go on: `fail` when only a change cures it, `stick` when only a person can. From here on the job
   * begins nothing new, and ends when what was begun has come to rest.
   */
  fail(step: Step, verdict: 'fail' | 'stick', error: StepError, findings: readonly Finding[] = []): JobChange {
    const change = this.#move(step, verdict, {
      error,
      wakeInMs: null,
      ...(findings.length === 0 ? {} : { findings }),
    })
    const isFirst = this.#error === null
    if (isFirst) this.#error = error
    const ended = this.#ended(
      step,
      change,
      [],
      [
        ...findings.map((finding) => found(step, finding)),
        {
          type: verdict === 'stick' ? 'step.stuck' : 'step.failed',
          step: step.key,
          message: `${step.key}: ${error.message}`,
          data: { error: plain(error) },
        },
      ],
    )
    return isFirst ? { ...ended, error } : ended
  }

  #move(
    step: Step,
    event: Parameters<typeof transition>[1],
    rest: Omit<StepChange, 'ordinal' | 'from' | 'to'>,
  ): StepChange {
    const from = step.state
    const to = transition(from, event)
    if (step.beginsAfterError) this.#pendingReads += (to === 'pending' ? 1 : 0) - (from === 'pending' ? 1 : 0)
    this.#counts[from] -= 1
    this.#counts[to] += 1
    step.state = to
    return { ordinal: step.ordinal, from, to, ...rest }
  }

  /** What a step that has come to rest changes beside itself: its exclusive rights, and perhaps its job. */
  #ended(step: Step, change: StepChange, resources: readonly ResourceChange[], events: NewEvent[]): JobChange {
    const end = this.#end()
    return {
      ...this.#change(change, end === undefined ? events : [...events, ...end.events], resources),
      ...(step.exclusive.length === 0 ? {} : { releases: [step.ordinal] }),
      ...end?.job,
    }
  }

  /** Ends the job where nothing is left to do. */
  #end() {
    const settled = settle(this.#counts, this.#error !== null, this.#pendingReads)
    if (settled === undefined || this.isDone) return undefined
    const status = this.#transition(settled.event)
    const workspaceStatus = jobTypeRows[this.type].after[settled.outcome]
    return {
      job: { status, isDone: true as const, ...(workspaceStatus === undefined ? {} : { workspaceStatus }) },
      events: [jobEnded(status, workspaceStatus, this.#error)],
    }
  }

  #resourceAfter(
    step: Step,
    outputs: Readonly<Record<string, string>>,
    appliedDigest: string | undefined,
  ): ResourceChange[] {
    switch (step.action) {
      case 'check':
      case 'observe':
        return []
      case 'remove':
        return [{ key: step.key, isRemoved: true }]
      case 'make':
        return [
          {
            key: step.key,
            outputs,
            made: outputs.preexisting === undefined,
            ...(appliedDigest === undefined ? {} : { appliedDigest }),
          },
        ]
      default:
        return [{ key: step.key, outputs, ...(appliedDigest === undefined ? {} : { appliedDigest }) }]
    }
  }

  #change(step: StepChange, events: readonly NewEvent[], resources: readonly ResourceChange[]): JobChange {
    return { jobId: this.id, steps: [step], resources, events }
  }

  #transition(event: JobEvent): JobStatus {
    this.#status = jobTransition(this.#status, event)
    return this.#status
  }

  #at(ordinal: number): Step {
    const step = this.steps[ordinal]
    if (step?.ordinal !== ordinal) throw new RangeError(`The job ${this.id} has no step ${ordinal}.`)
    return step
  }
}

function byUrgency<Step extends RunStep>(steps: Step[]): Step[] {
  return steps.sort((a, b) => b.tailSeconds - a.tailSeconds || a.ordinal - b.ordinal)
}

/** A change that leaves the state as it is. */
function stay({ ordinal, state }: RunStep): Pick<StepChange, 'ordinal' | 'from' | 'to'> {
  return { ordinal, from: state, to: state }
}

function retrying(step: RunStep, error: StepError, delayMs: number, intent: string): NewEvent {
  return {
    type: 'step.retrying',
    step: step.key,
    message: `${step.key}: ${intent} in ${Math.ceil(delayMs / 1000)} s (${error.message})`,
    data: { error: plain(error), delayMs },
  }
}

function found(step: RunStep, finding: Finding): NewEvent {
  return {
    type: 'step.found',
    step: step.key,
    message: `${step.key}: ${finding.verdict}: ${finding.message}`,
    data: { finding: { ...finding } },
  }
}

function jobEnded(status: JobStatus, workspaceStatus: string | undefined, error: StepError | null): NewEvent {
  const type = status === 'succeeded' ? 'job.succeeded' : status === 'stuck' ? 'job.stuck' : 'job.failed'
  const after = workspaceStatus === undefined ? '' : `; the workspace is ${workspaceStatus}`
  return {
    type,
    message: status === 'succeeded' ? `The job has succeeded${after}.` : `The job has ended: ${status}.`,
    data: error === null ? {} : { error: plain(error) },
  }
}

/** An error as JSON, and as it can be stored. */
function plain(error: StepError): Json {
  return Object.fromEntries(Object.entries(error).map(([name, value]) => [name, storable(String(value))]))
}
