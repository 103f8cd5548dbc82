import type { JobView } from '@palisade/contract'
import { findJob } from '@palisade/store'
import type { ApiParts } from '../api-parts.ts'
import { Refusal } from '../problems/refusal.ts'
import { jobView } from '../views/job-view.ts'

/** Throws the refusal of a job that is not there. */
export async function readJob({ store, now }: Pick<ApiParts, 'store' | 'now'>, id: string): Promise<JobView> {
  const found = await findJob(store, id)
  if (found === null) throw new Refusal('job-not-found')
  return jobView(found.job, found.steps, now())
}
