/** Refused, reset, unreachable, gone: of the socket to the database, or of this process's own resources for one. */
const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EMFILE',
  'ENOBUFS',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
  'ERR_SOCKET_CLOSED',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
])

/**
 * SQLSTATE: connection exceptions; out of connections, memory or disk; canceled by a timeout; shutting down, starting
 * up, idle for too long; a server that became a standby; an error of the system below it.
 */
const sqlState = /^(?:08...|53...|57014|57P0[1-5]|25P0[34]|25006|58...)$/

/** Prisma: cannot be reached, timed out, closed the connection, no connection of the pool or no transaction in time. */
const prismaCode = /^P(?:1001|1002|1008|1017|2024|2028|2037)$/

/** node-postgres gives no code to these. */
const messages = new RegExp(
  [
    'timeout exceeded when trying to connect',
    'Connection terminated',
    'Connection ended unexpectedly',
    'Query read timeout',
    'is not queryable',
    'after calling end on the pool',
    'Server has closed the connection',
    'socket disconnected before secure TLS connection',
  ].join('|'),
)

/**
 * Whether an error means that the database does not answer, so that the same request may succeed later. It looks
 * through what drivers wrap around the cause, a few levels deep.
 */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 5) return false
  if ('code' in error && typeof error.code === 'string') {
    if (socketCodes.has(error.code) || sqlState.test(error.code) || prismaCode.test(error.code)) return true
  }
  const message = 'message' in error ? String(error.message) : ''
  if (messages.test(message)) return true
  const inner = [
    'cause' in error ? error.cause : undefined,
    'meta' in error ? error.meta : undefined,
    'driverAdapterError' in error ? error.driverAdapterError : undefined,
    ...('errors' in error && Array.isArray(error.errors) ? error.errors : []),
  ]
  return inner.some((item) => isDatabaseAway(item, depth + 1))
}
