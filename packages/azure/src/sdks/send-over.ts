import type { OperationResponse } from '@azure/core-lro'
import {
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
  type HttpMethods,
  type Pipeline,
  RestError,
} from '@azure/core-rest-pipeline'
import type { Json } from '@palisade/contract'

/** Sends one request of ours and gives the whole answer. An answer that refuses it is thrown. */
export type Send = <Result>(method: HttpMethods, url: string, body?: Json) => Promise<OperationResponse<Result>>

/**
 * Over the pipeline of an SDK's client, so that what no SDK has a method for is signed, timed and reported as every other
 * call.
 */
export function sendOver(
  pipeline: Pipeline,
  { httpClient, tlsOptions }: { httpClient: HttpClient; tlsOptions?: { ca: string } },
): Send {
  return async (method, url, body) => {
    const request = createPipelineRequest({
      url,
      method,
      headers: createHttpHeaders({ accept: 'application/json' }),
      ...(tlsOptions === undefined ? {} : { tlsSettings: tlsOptions }),
    })
    if (body !== undefined) {
      request.headers.set('content-type', 'application/json')
      request.body = JSON.stringify(body)
    }
    const { status, headers, bodyAsText } = await pipeline.sendRequest(httpClient, request)
    // Without the answer: it is read where all answers of a conversation are.
    if (status >= 400) throw new RestError(`Azure answered ${status}`, { statusCode: status })
    const answer = bodyAsText ? JSON.parse(bodyAsText) : undefined
    return {
      flatResponse: answer,
      rawResponse: { statusCode: status, request: { method, url }, headers: headers.toJSON(), body: answer },
    }
  }
}
