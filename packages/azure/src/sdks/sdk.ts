import type { Connection } from '../connection/connection.ts'
import type { Standing } from './standing.ts'

/** One of Azure's SDK packages, loaded when it is first needed. */
export interface Sdk<Client> {
  /** The client for a subscription. */
  readonly open: (connection: Connection, subscription: string) => Promise<Client>
  /**
   * Asks once how a write stands. The caller names the type of the result: it is that of the method which sent the
   * write, and the SDK finds the reader for it by the URL.
   */
  readonly resume: <Result>(client: Client, state: string) => Promise<Standing<Result>>
}
