import { readFileSync } from 'node:fs'
import type { Json } from '../../src/json/json.ts'

/** One request and its answer, as `--record` writes them. */
export interface Exchange {
  readonly method: string
  readonly path: string
  readonly query: string
  /** Absent, or null, when nothing was sent. */
  readonly requestBody?: Json
  readonly status: number
  readonly responseHeaders?: Readonly<Record<string, Json | undefined>>
  readonly responseBody?: Json
}

/** What a simulator has written down, one exchange a line. */
export function readExchanges(file: string): Exchange[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}
