import { setTimeout as delay } from 'node:timers/promises'
import type { JobView, StepView, WorkspaceRequest } from '@palisade/contract'
import type { apiOf } from '../support/api-of.ts'
import type { SimulatedAzure } from '../support/simulated-azure.ts'
import { joinPlatform } from './join-platform.ts'
import { playPolicy } from './play-policy.ts'

/** Where a workspace is ordered, and where it is built. */
export interface Place {
  readonly api: ReturnType<typeof apiOf>
  readonly azure: SimulatedAzure
  /** Collects what jobs change although it is somebody else's, because requests allow it: ids in lower case. */
  readonly adjusted: Set<string>
}

/** Has a workspace built and taken away again. Fails where a job fails, with its error, and where something is left. */
export async function liveAndGo({ api, azure, adjusted }: Place, request: WorkspaceRequest): Promise<void> {
  const ordered = await api.order(request)
  const policy = new AbortController()
  const played = request.dns?.mode === 'policy' ? playPolicy(azure, request, policy.signal) : undefined
  const joined = joinPlatform(azure, request, policy.signal)
  const created = await followed(api, ordered.job.id).finally(() => policy.abort())
  await played
  for (const joint of await joined) await azure.take(joint)
  const steps = stepsOf(created)
  for (const { action, resourceId } of steps) if (action === 'adjust') adjusted.add(resourceId.toLowerCase())
  const missing = await among(azure, steps, false)

  // Also what could not be finished is taken away: the next test is to find what this one found.
  const removal = await api.remove(ordered.workspace.id)
  const removed = await followed(api, removal.job.id)
  expectSuccess(created)
  expectSuccess(removed)
  if (missing.length > 0) throw new Error(`The job succeeded, and these do not exist:\n${missing.join('\n')}`)
  const left = await among(
    azure,
    steps.filter(({ action }) => action === 'make'),
    true,
  )
  if (left.length > 0) throw new Error(`The workspace was removed, and these are still there:\n${left.join('\n')}`)
}

/** Asks rarely: what watches takes time from what is watched. */
async function followed(api: Place['api'], jobId: string): Promise<JobView> {
  for (const deadline = Date.now() + 300_000; Date.now() < deadline; await delay(400)) {
    const job = await api.job(jobId)
    if (job.done) return job
  }
  throw new Error(`The job ${jobId} is not done after 300 s: ${JSON.stringify(await api.job(jobId), undefined, 2)}`)
}

function stepsOf(job: JobView): StepView[] {
  return job.phases.flatMap(({ steps }) => steps)
}

/** A job is to say itself what went wrong; so a test that fails says it too. */
function expectSuccess(job: JobView): void {
  if (job.status === 'succeeded') return
  const words = stepsOf(job)
    .filter(({ error }) => error !== null)
    .map(
      ({ key, resourceId, error }) =>
        `${key}: ${error?.code} ${error?.azureCode ?? ''}\n  ${error?.message}\n  ${resourceId}`,
    )
  throw new Error(
    [`The job to ${job.type} ${job.status}: ${job.error?.code} ${job.error?.message}`, ...words].join('\n'),
  )
}

/** Of the resources that steps are about, those that exist, or those that do not. */
async function among(azure: SimulatedAzure, steps: readonly StepView[], exist: boolean): Promise<string[]> {
  const present = new Set((await azure.resources()).map(({ id }) => id.toLowerCase()))
  return steps
    .filter(({ kind, action }) => kind !== 'Microsoft.Resources/subscriptions' && action !== 'check')
    .map(({ resourceId }) => resourceId)
    .filter((id) => present.has(id.toLowerCase()) === exist)
}
