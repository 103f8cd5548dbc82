import type { Json } from '@palisade/contract'
import { listAt, textAt } from '../body/text-at.ts'
import type { Send } from './send-over.ts'

/** Asks Azure for what no SDK of ours has a method for. What it answers has no type: whoever asks reads it. */
export interface PlainCalls {
  /** All items of a list, page by page. */
  readonly list: (path: string, apiVersion: string) => Promise<unknown[]>
  /** A question that has a body. It changes nothing. */
  readonly post: (path: string, apiVersion: string, body: Json) => Promise<unknown>
}

/** More pages than any list that is asked for has; a link that leads in a circle must not be followed for ever. */
const mostPages = 50

export function plainCallsOver(send: Send, endpoint: string): PlainCalls {
  const addressOf = (path: string, apiVersion: string) => new URL(`${path}?api-version=${apiVersion}`, endpoint).href
  return {
    list: async (path, apiVersion) => {
      const items: unknown[] = []
      let url: string | undefined = addressOf(path, apiVersion)
      for (let page = 0; url !== undefined && page < mostPages; page += 1) {
        const { flatResponse }: { flatResponse: unknown } = await send<unknown>('GET', url)
        items.push(...listAt(flatResponse, 'value'))
        url = textAt(flatResponse, 'nextLink')
      }
      return items
    },
    post: async (path, apiVersion, body) =>
      (await send<unknown>('POST', addressOf(path, apiVersion), body)).flatResponse,
  }
}
