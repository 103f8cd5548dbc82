import type { GatewayResource } from '@palisade/azure'
import type { Declared } from '@palisade/contract'
import { JobRun, type RunStep } from '@palisade/engine'
import type { ClaimedJob } from '@palisade/store'

/** A step in the memory of the worker that has its job. */
export interface ActiveStep extends RunStep {
  readonly job: ActiveJob
  /** The subscription that its calls count for. */
  readonly subscription: string
  /** Null where it has to be read when the step begins, and once the gateway's resource has all of it. */
  declared: Declared | null
  /** What the gateway is told of it, while its operation is under way. */
  resource: GatewayResource | null
  /** SHA-256 of the body that was sent, for what writes one. */
  digest: string | undefined
  /** Something is being done about it, or a timer or a right of its own will call it: nobody else begins it. */
  isEngaged: boolean
  /** Its exclusive rights are recorded. */
  hasRights: boolean
  /** Calls are set aside for it. */
  hasReservation: boolean
  /** When its operation was begun, by `performance.now()`. */
  begunAt: number
  timer: NodeJS.Timeout | undefined
}

/** A job in the memory of the worker that has it. */
export interface ActiveJob {
  readonly id: string
  /** Whose resources it is about. A check has no workspace, and its own id stands for one. */
  readonly owner: string
  readonly run: JobRun<ActiveStep>
  /** What its resources have given so far, by their keys. */
  readonly outputs: Map<string, Readonly<Record<string, string>>>
  /** Ends its calls. */
  readonly abort: AbortController
  /** Calls under way, and answers of calls that are not written yet. While there are any, it cannot go to another worker. */
  busy: number
  /** It is no longer this worker's, or is read again: whatever still comes of it counts for nothing. */
  isDropped: boolean
  /** Called when nothing is under way any more. */
  onIdle: (() => void) | undefined
}

/** Takes a job as it is stored into memory. */
export function activate(claimed: ClaimedJob): ActiveJob {
  const now = performance.now()
  const steps: ActiveStep[] = []
  const job: ActiveJob = {
    id: claimed.id,
    owner: claimed.workspaceId ?? claimed.id,
    // The steps know their job, and the run knows the steps.
    get run() {
      return run
    },
    outputs: new Map(claimed.outputs),
    abort: new AbortController(),
    busy: 0,
    isDropped: false,
    onIdle: undefined,
  }
  // One string for all of them: a part of a string keeps the whole of it in memory.
  const subscriptions = new Map<string, string>()
  for (const { resourceId, wakeInMs: _, elapsedMs, ...step } of claimed.steps) {
    const subscription = resourceId.split('/')[2] ?? ''
    if (!subscriptions.has(subscription)) subscriptions.set(subscription, subscription)
    steps.push({
      ...step,
      job,
      subscription: subscriptions.get(subscription) ?? subscription,
      resource: null,
      digest: undefined,
      isEngaged: false,
      hasRights: false,
      hasReservation: false,
      begunAt: now - (elapsedMs ?? 0),
      timer: undefined,
    })
  }
  const run = new JobRun<ActiveStep>({ ...claimed, steps })
  return job
}
