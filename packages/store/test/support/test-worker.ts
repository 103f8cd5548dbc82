import { StepFailed } from '@palisade/contract'
import { type JobChange, JobRun } from '@palisade/engine'
import {
  type ClaimedJob,
  type ClaimedStep,
  claimJobs,
  connectForChanges,
  registerWorker,
  renewWorker,
  type Store,
  type Write,
  type Written,
} from '../../src/index.ts'

let named = 0

/** What has gone wrong with a step of a test. */
export const error = new StepFailed('azure-quota', 'no cores left').toStepError()

export type TestWorker = Awaited<ReturnType<typeof startTestWorker>>

/** A worker without a gateway: it takes jobs, and writes what a test says has become of their steps. */
export async function startTestWorker(store: Store, { leaseMs = 600_000 } = {}) {
  named += 1
  const id = await registerWorker(store, { name: `worker-${named}`, host: 'host', pid: named, leaseMs })
  const connection = await connectForChanges(store)
  const runs = new Map<string, JobRun<ClaimedStep>>()

  const run = (jobId: string): JobRun<ClaimedStep> => {
    const found = runs.get(jobId)
    if (found === undefined) throw new Error(`The worker ${id} has no job ${jobId}.`)
    return found
  }
  const step = (jobId: string, key: string): ClaimedStep => {
    const found = run(jobId).steps.find((one) => one.key === key)
    if (found === undefined) throw new Error(`The job ${jobId} has no step ${key}.`)
    return found
  }
  const write = async (...changes: (JobChange | Write)[]): Promise<Written> =>
    await connection.write(
      id,
      changes.map((one) => ('change' in one ? one : { change: one })),
    )
  return {
    id,
    run,
    step,
    write,
    claim: async (...ids: string[]): Promise<ClaimedJob[]> => {
      const claimed = await claimJobs(store, id, { ids })
      for (const job of claimed) runs.set(job.id, new JobRun<ClaimedStep>(job))
      return claimed
    },
    begin: (jobId: string, key: string): JobChange => run(jobId).begin(step(jobId, key)),
    succeed: (jobId: string, key: string, outputs: Record<string, string> = {}): JobChange =>
      run(jobId).succeed(step(jobId, key), { outputs }),
    fail: (jobId: string, key: string): JobChange => run(jobId).fail(step(jobId, key), 'fail', error),
    /** Carries a step from its begin to its end. */
    complete: async (jobId: string, key: string, outputs: Record<string, string> = {}): Promise<void> => {
      await write(run(jobId).begin(step(jobId, key)))
      await write(run(jobId).succeed(step(jobId, key), { outputs }))
    },
    /** Ends its lease as time would, and lets another worker find that out. */
    die: async (witness: bigint): Promise<void> => {
      await store.pool.query('UPDATE worker SET lease_until = clock_timestamp() WHERE id = $1', [id])
      await renewWorker(store, witness, { leaseMs: 600_000, jobs: 0 })
    },
    close: (): void => connection.release(),
  }
}
