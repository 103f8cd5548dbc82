import type { JobView } from '@palisade/contract'
import type { JobRecord, StepRecord } from '@palisade/store'
import { isDone } from './is-done.ts'
import { percent } from './percent.ts'
import { phaseViews } from './phase-views.ts'
import { verdictOf } from './verdict-of.ts'

/** A job as its watcher sees it at the time `now`. */
export function jobView(job: JobRecord, steps: readonly StepRecord[], now: Date): JobView {
  return {
    id: job.id,
    type: job.type,
    workspaceId: job.workspaceId,
    status: job.status,
    done: isDone(job),
    // All steps may have succeeded a moment before the job has.
    percent: job.status === 'succeeded' ? 100 : Math.min(99, percent(steps, job.finishedAt ?? now)),
    createdAt: job.createdAt.toISOString(),
    startedAt: job.startedAt?.toISOString() ?? null,
    finishedAt: job.finishedAt?.toISOString() ?? null,
    error: job.error,
    verdict: verdictOf(steps),
    phases: phaseViews(steps, job.finishedAt ?? now),
    lastEvent: job.lastEvent,
    links: {
      self: `/v1/jobs/${job.id}`,
      events: `/v1/jobs/${job.id}/events`,
      workspace: job.workspaceId === null ? null : `/v1/workspaces/${job.workspaceId}`,
    },
  }
}
