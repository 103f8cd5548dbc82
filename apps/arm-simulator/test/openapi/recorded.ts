import { isDeepStrictEqual } from 'node:util'
import type { Azure } from '../examples-replay/azure.ts'
import type { Exchange } from './exchange.ts'

/** The same connection, with everything that goes over it written down. */
export function recorded(azure: Azure, exchanges: Exchange[]): Azure {
  return {
    ...azure,
    async send(method, path, body, headers) {
      const answer = await azure.send(method, path, body, headers)
      const { pathname, searchParams } = new URL(path, 'https://simulator')
      exchanges.push({
        method,
        path: decodeURIComponent(pathname),
        query: searchParams.toString(),
        ...(body === undefined ? {} : { requestBody: body }),
        status: answer.status,
        // An answer without a body comes out as an empty object.
        ...(isDeepStrictEqual(answer.body, {}) ? {} : { responseBody: answer.body }),
      })
      return answer
    },
  }
}
