import { createWriteStream } from 'node:fs'
import type { Json } from '../json/json.ts'

/** One request and its answer, as they went over the wire, without what says who asked. */
interface Exchange {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly requestBody: Json | undefined
  readonly status: number
  readonly responseHeaders: Readonly<Record<string, string>>
  readonly responseBody: Json | undefined
}

export interface Recorder {
  record(exchange: Exchange): void
  close(): Promise<void>
}

/** Appends each exchange as one line of JSON to a file. */
export function openRecorder(path: string): Recorder {
  const stream = createWriteStream(path, { flags: 'a' })
  return {
    record: (exchange) => {
      stream.write(`${JSON.stringify(exchange)}\n`)
    },
    close: () => new Promise((resolve) => stream.end(resolve)),
  }
}
