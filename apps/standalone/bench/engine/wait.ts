import { setTimeout as delay } from 'node:timers/promises'
import type { Part } from '../stage/part.ts'
import type { Azure } from './azure.ts'
import type { Finish } from './finish.ts'
import type { RunPlan } from './plan.ts'

/** Waits for the end of all jobs, and tells on stderr meanwhile how far they are. */
export async function ended(plan: RunPlan, azure: Azure, workers: readonly Part[], finish: Finish): Promise<void> {
  // A worker says nothing more; its end is what this waits for.
  const died = workers.map((worker) => worker.heard('never').then(() => {}))
  const look = progress(plan, azure, finish)
  let isOver = false
  const work = async (): Promise<void> => {
    while (!isOver && !(azure.isComplete() && (await finish.finished()) === plan.jobs)) {
      await look()
      await delay(azure.isComplete() ? azure.askEveryMs : 20)
    }
  }
  await Promise.race([work(), ...died]).finally(() => {
    isOver = true
  })
}

/** Every few seconds: prints how far a run is. Throws when a job has failed, or when it takes too long. */
function progress(plan: RunPlan, azure: Azure, finish: Finish): () => Promise<void> {
  const everyMs = 4_000
  const startedAt = performance.now()
  let lookedAt = startedAt
  let last = 0
  return async () => {
    const now = performance.now()
    if (now < lookedAt + everyMs) return
    const steps = azure.steps()
    const speed = steps === undefined ? '' : `, ${((1_000 * (steps - last)) / (now - lookedAt)).toFixed(0)} steps/s`
    last = steps ?? 0
    lookedAt = now
    const seconds = (now - startedAt) / 1_000
    // The engine's own record is asked rarely while there is work: that costs the database.
    const finished = await finish.finished()
    console.error(`  ${plan.engine}: ${finished} of ${plan.jobs} jobs after ${seconds.toFixed(0)} s${speed}`)
    const failed = await finish.failed()
    if (failed > 0) throw new Error(`${failed} jobs have failed`)
    if (seconds > plan.timeoutSeconds) throw new Error(`not finished after ${plan.timeoutSeconds} s (--timeout)`)
  }
}
