import type { Call } from '../requests/call.ts'
import type { Operation } from '../state/operation.ts'
import type { Announcement, AnswerStyle } from './answer-style.ts'
import { nextPollMs } from './next-poll-ms.ts'

/** The headers that tell a client where and when to ask how an operation goes. */
export function announce(
  call: Call,
  style: AnswerStyle,
  announcement: Announcement,
  operation: Operation,
): Record<string, string> {
  const headers: Record<string, string> = retryHeaders(
    nextPollMs(operation, style.pollSeconds, call.timeScale, call.world.now()),
  )
  if (announcement.headers.includes('status'))
    headers['azure-asyncoperation'] = operationUrl(call, style, operation, 'status')
  if (announcement.headers.includes('result')) headers.location = operationUrl(call, style, operation, 'result')
  if (style.operationTimeout !== undefined) headers['x-ms-async-operation-timeout'] = style.operationTimeout
  return headers
}

/** Whole seconds for everybody, and the exact time for clients on a scaled clock. */
export function retryHeaders(milliseconds: number): Record<string, string> {
  return {
    'retry-after': String(Math.max(1, Math.floor(milliseconds / 1000))),
    'retry-after-ms': String(Math.max(1, Math.ceil(milliseconds))),
  }
}

export function operationUrl(call: Call, style: AnswerStyle, operation: Operation, sort: 'status' | 'result'): string {
  const [, , subscription = '', , group] = operation.key.split('/')
  const place = { subscription, group, location: operation.location, id: operation.id }
  return `${call.origin}${sort === 'status' ? style.statusPath(place) : style.resultPath(place)}?api-version=${call.apiVersion}`
}
