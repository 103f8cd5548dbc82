import type { Connection } from '../connection/connection.ts'

/** What a check asks Azure with. */
export interface Asking {
  readonly connection: Connection
  readonly abortSignal: AbortSignal | undefined
}
