import type { Principal } from '../identity/principal.ts'
import type { Json, JsonObject } from '../json/json.ts'
import type { LedgerEntry } from '../state/ledger-entry.ts'
import type { Simulation } from '../state/simulation.ts'

/** One ARM request, after it was let in. */
export interface Call extends Simulation {
  readonly method: string
  /** With single slashes, decoded, in the client's case. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Json | undefined
  /** `https://host:port`, as the client called us: what absolute URLs begin with. */
  readonly origin: string
  readonly apiVersion: string
  readonly principal: Principal
  /** The error that the operation of this call will end with, when a fault says so. */
  readonly fate?: JsonObject
  /** Nobody will find the operation of this call. */
  readonly losesOperation?: true
}

/** What goes back, and what the ledger says of it. */
export interface Answer {
  readonly status: number
  readonly headers?: Record<string, string>
  readonly body?: Json
  readonly resourceId?: string
  readonly type?: string
  readonly effect?: LedgerEntry['effect']
  readonly tags?: JsonObject
  /** The fault that struck the call. */
  readonly fault?: string
  /** How the answer travels, where that is not as usual. */
  readonly travel?: 'dropped' | 'cut off' | { readonly delayMs: number }
}
