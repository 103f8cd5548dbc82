import { createHttpHeaders, type HttpClient, type PipelineRequest } from '@azure/core-rest-pipeline'
import type { Json } from '@palisade/contract'
import { type ConnectionOptions, openConnection } from '../../src/connection/connection.ts'
import { credentialFor } from '../../src/connection/credential-for.ts'
import { type Gateway, gatewayOver } from '../../src/gateway.ts'

export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Json
  /** Instead of a body: what is no JSON. */
  readonly text?: string
}

export interface Sent {
  readonly method: string
  readonly path: string
  readonly apiVersion: string | null
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: Json | undefined
}

/** The endpoint that a scripted Azure pretends to be. */
export const endpoint = 'https://127.0.0.1:1'

/** A gateway over an Azure that answers as the test says; `sent` is what it was asked, in order. */
export async function scriptedAzure(
  answer: (sent: Sent) => Answer | Error | Promise<Answer>,
  options: Pick<ConnectionOptions, 'beforeSend'> = {},
): Promise<{ gateway: Gateway; sent: Sent[] }> {
  const sent: Sent[] = []
  const httpClient: HttpClient = {
    async sendRequest(request) {
      const one = readRequest(request)
      sent.push(one)
      const given = await answer(one)
      if (given instanceof Error) throw given
      return {
        request,
        status: given.status,
        headers: createHttpHeaders({ 'content-type': 'application/json', ...given.headers }),
        bodyAsText: given.text ?? (given.body === undefined ? '' : JSON.stringify(given.body)),
      }
    },
  }
  const credential = await credentialFor({ mode: 'simulator' })
  const connection = openConnection({ endpoint, ca: 'not looked at', credential, ...options }, httpClient)
  return { gateway: gatewayOver(connection), sent }
}

function readRequest(request: PipelineRequest): Sent {
  const url = new URL(request.url)
  return {
    method: request.method,
    path: decodeURIComponent(url.pathname),
    apiVersion: url.searchParams.get('api-version'),
    query: Object.fromEntries(url.searchParams),
    headers: request.headers.toJSON(),
    body: typeof request.body === 'string' ? JSON.parse(request.body) : undefined,
  }
}
