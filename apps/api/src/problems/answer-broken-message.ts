import { randomUUID } from 'node:crypto'
import { ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { ErrorCode } from '@palisade/contract'
import { problemOf } from './problem-of.ts'
import { Refusal } from './refusal.ts'

/** Answers on the bare socket what Node could not even read as a request. */
export function answerBrokenMessage(error: { readonly code: string }, socket: Socket): void {
  // Nobody is there any more to read an answer, or another answer is on its way, which this one would stand in.
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable || isAnswering(socket)) {
    socket.destroy()
    return
  }
  const refusal = new Refusal(codeOf(error.code))
  const traceId = randomUUID()
  const body = JSON.stringify(problemOf(refusal, traceId))
  socket.end(
    [
      `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`,
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      'cache-control: no-store',
      `x-request-id: ${traceId}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}

/** Node keeps the answer that is being sent here. A client may have sent its next request behind the first. */
function isAnswering(socket: Socket): boolean {
  return '_httpMessage' in socket && socket._httpMessage instanceof ServerResponse && socket._httpMessage.headersSent
}

function codeOf(nodeCode: string): ErrorCode {
  if (nodeCode === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request-timeout'
  return nodeCode === 'HPE_HEADER_OVERFLOW' ? 'headers-too-large' : 'malformed-message'
}
