import { publicMessage } from './public-message.ts'

/**
 * What was thrown, for the log, without the request that it carries: an SDK's error holds the headers of the request,
 * and with them our token, and all of the answer.
 */
export function bareCause(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(publicMessage(String(error)))
  const bare = new Error(publicMessage(error.message))
  bare.name = error.name
  if (error.stack !== undefined) bare.stack = error.stack.replace(error.message, bare.message)
  return bare
}
