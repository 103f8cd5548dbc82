import { Readable } from 'node:stream'
import type { ApiParts } from '../api-parts.ts'
import { streamEvents } from './stream-events.ts'

/** The event streams that are open, to be ended together when the server stops: it would wait for each otherwise. */
export class EventStreams {
  readonly #open = new Set<AbortController>()

  open(parts: ApiParts, jobId: string, after: number): Readable {
    const end = new AbortController()
    const frames = Readable.from(streamEvents(parts, jobId, after, end.signal), { objectMode: false })
    this.#open.add(end)
    frames.once('close', () => {
      end.abort()
      this.#open.delete(end)
    })
    return frames
  }

  endAll(): void {
    for (const end of this.#open) end.abort()
  }
}
