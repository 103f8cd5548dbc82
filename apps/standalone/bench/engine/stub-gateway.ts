import type { GatewayResource, Progress } from '@palisade/azure'
import type { HttpClient } from '../stage/http-client.ts'
import { poll, put, read } from './stub-client.ts'

/** What the worker needs of a gateway, in front of the stub: a PUT, a poll, and a GET once the poll says so. */
export function stubGateway(client: HttpClient): {
  warmUp(): Promise<void>
  begin(resource: GatewayResource): Promise<Progress>
  poll(resource: GatewayResource, handle: string): Promise<Progress>
} {
  return {
    warmUp: async () => {},
    begin: async ({ id }) => {
      const { pollPath, retryMs } = await put(client, id)
      return { done: false, handle: pollPath, retryAfterMs: retryMs }
    },
    poll: async ({ id }, handle) => {
      const { isDone, retryMs } = await poll(client, handle)
      if (!isDone) return { done: false, handle, retryAfterMs: retryMs }
      return { done: true, outputs: await read(client, id) }
    },
  }
}
