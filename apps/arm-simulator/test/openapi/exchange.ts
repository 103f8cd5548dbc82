import { createReadStream } from 'node:fs'
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

/** What a simulator has written down, one exchange a line. What it is still writing is left out. */
export async function* readExchanges(file: string): AsyncGenerator<Exchange> {
  let rest = ''
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const exchange: Exchange = JSON.parse(line)
      // As it was sent: clients write parentheses of names as they like.
      yield { ...exchange, path: decodeURIComponent(exchange.path) }
    }
  }
}
