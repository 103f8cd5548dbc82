/** Refused, reset, unreachable, gone: of the socket to the database. */
const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
])

/** SQLSTATE: connection exceptions, too many connections, canceled by a timeout, shutting down, starting up. */
const sqlState = /^(?:08...|53300|57014|57P0[1-3])$/

/** Prisma: cannot be reached, timed out, closed the connection, no connection of the pool in time. */
const prismaCode = /^P(?:1001|1002|1008|1017|2024)$/

/**
 * Whether an error means that the database does not answer, so that the same request may succeed later. It looks
 * through what drivers wrap around the cause, a few levels deep.
 */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 5) return false
  if ('code' in error && typeof error.code === 'string') {
    if (socketCodes.has(error.code) || sqlState.test(error.code) || prismaCode.test(error.code)) return true
  }
  // node-postgres gives no code to these.
  const message = 'message' in error ? String(error.message) : ''
  if (/timeout exceeded when trying to connect|Connection terminated|Query read timeout|is not queryable/.test(message))
    return true
  const inner = [
    'cause' in error ? error.cause : undefined,
    'meta' in error ? error.meta : undefined,
    'driverAdapterError' in error ? error.driverAdapterError : undefined,
    ...('errors' in error && Array.isArray(error.errors) ? error.errors : []),
  ]
  return inner.some((item) => isDatabaseAway(item, depth + 1))
}
