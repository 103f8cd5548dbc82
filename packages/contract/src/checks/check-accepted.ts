import { type Static, Type } from 'typebox'
import { JobView } from '../jobs/job.ts'

/** The answer to who asks for the checks alone: the job that makes them. */
export const CheckAccepted = Type.Object(
  { job: JobView },
  { additionalProperties: false, $id: 'CheckAccepted', title: 'CheckAccepted' },
)
export type CheckAccepted = Static<typeof CheckAccepted>
