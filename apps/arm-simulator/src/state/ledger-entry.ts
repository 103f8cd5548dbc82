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
}
