import { Agent, request } from 'node:https'
import type { Simulator } from '../../src/index.ts'
import type { Json, JsonObject } from '../../src/json/json.ts'
import { read } from '../../src/json/read.ts'
import type { ArmAnswer } from '../arm.ts'

export interface Azure {
  send(method: string, path: string, body?: Json, headers?: Readonly<Record<string, string>>): Promise<ArmAnswer>
  close(): void
}

/** Plain requests over connections that stay open: a replay is some thousands of them. */
export function azureOf(simulator: Simulator): Azure {
  const agent = new Agent({ keepAlive: true, ca: simulator.ca, maxSockets: 1 })
  return {
    send: (method, path, body, headers = {}) =>
      new Promise((resolve, reject) => {
        const content = body === undefined ? undefined : JSON.stringify(body)
        const call = request(
          path.startsWith('https:') ? path : `${simulator.url}${path}`,
          {
            method,
            agent,
            headers: {
              authorization: `Bearer ${path.startsWith('/_simulator') ? simulator.controlToken : 'any'}`,
              ...headers,
              ...(content === undefined
                ? {}
                : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) }),
            },
          },
          (response) => {
            let text = ''
            response.setEncoding('utf8')
            response.on('data', (chunk: string) => {
              text += chunk
            })
            response.on('end', () => {
              const parsed: JsonObject = text === '' ? {} : JSON.parse(text)
              resolve({
                status: response.statusCode ?? 0,
                headers: response.headers,
                body: parsed,
                code: read.text(parsed, 'error', 'code'),
              })
            })
          },
        )
        call.on('error', reject)
        call.end(content)
      }),
    close: () => agent.destroy(),
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

/** Follows what an answer began to its end, as its headers say, and answers how it ended. */
export async function endOf(
  azure: Azure,
  first: ArmAnswer,
  resource: string | undefined,
): Promise<{ readonly state: string; readonly last: ArmAnswer }> {
  const status = first.headers['azure-asyncoperation']
  const location = first.headers.location
  const poll = typeof status === 'string' ? status : typeof location === 'string' ? location : resource
  if (poll === undefined) return { state: 'Succeeded', last: first }
  let last = first
  for (let round = 0; round < 200; round += 1) {
    await pause(1)
    last = await azure.send('GET', poll)
    const isUnread = last.status >= 400
    const state =
      poll === status
        ? (read.text(last.body, 'status') ?? 'Unknown')
        : poll === location
          ? last.status === 202
            ? 'InProgress'
            : isUnread
              ? 'Failed'
              : 'Succeeded'
          : isUnread
            ? 'Failed'
            : (read.text(last.body, 'properties', 'provisioningState') ?? 'Succeeded')
    if (state === 'Succeeded' || state === 'Failed' || state === 'Canceled' || isUnread) return { state, last }
  }
  return { state: 'Endless', last }
}
