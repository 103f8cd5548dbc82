import { setTimeout as delay } from 'node:timers/promises'
import type { EventView } from '@palisade/contract'
import { type Api, Refused } from './api.ts'
import { readFrames } from './read-frames.ts'

/** The events of a job behind `after`, each once and in order, until the job is done; also across restarts of the API. */
export async function* followJob(
  api: Api,
  jobId: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<EventView> {
  let last = after
  while (!signal.aborted) {
    try {
      const { body } = await api.events(jobId, last)
      for await (const { event, data } of readFrames(body ?? new ReadableStream())) {
        if (event === 'done') return
        const change: EventView = JSON.parse(data)
        last = change.sequence
        yield change
      }
    } catch (error) {
      if (error instanceof Refused || signal.aborted) throw error
    }
    // The stream broke off: the API is being restarted.
    await delay(200, undefined, { signal })
  }
}
