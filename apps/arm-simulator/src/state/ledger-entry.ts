import type { JsonObject } from '../json/json.ts'

/** One ARM call, as the ledger keeps it. */
export interface LedgerEntry {
  readonly time: string
  readonly method: string
  readonly path: string
  readonly query: string
  readonly resourceId: string | null
  readonly type: string | null
  readonly status: number
  readonly effect: 'created' | 'updated' | 'deleted' | 'none'
  readonly tags: JsonObject | null
  readonly clientRequestId: string | null
  readonly bodyDigest: string | null
  /** Object id of who called; null where nobody was let in. */
  readonly principal: string | null
  readonly apiVersion: string | null
  /** The code of a refusal. */
  readonly errorCode: string | null
  /** The fault that struck. */
  readonly fault: string | null
}
