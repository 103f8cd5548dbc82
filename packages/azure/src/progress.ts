import type { Finding, Json } from '@palisade/contract'

/** How far Azure is with what was asked of it. */
export type Progress =
  | {
      readonly done: false
      /** What to ask with next time, from any process. Store it as it is. */
      readonly handle: string
      /** How long Azure wants to be left alone, in milliseconds, where it said so. */
      readonly retryAfterMs: number | undefined
    }
  | {
      readonly done: true
      /** The values that other resources need, by the names that the resource type lists. */
      readonly outputs: Readonly<Record<string, string>>
      /** Says in words when something was left alone or found done. */
      readonly note?: string
      /** Everything that a check found. */
      readonly findings?: readonly Finding[]
      /** What was read back, for the action `observe`. */
      readonly observation?: Observation
    }

/** What was read back from Azure about one resource. */
export type Observation =
  | { readonly exists: false }
  | {
      readonly exists: true
      /** `inherited`: it carries no tags, so it belongs to the owner of its parent. */
      readonly owner: 'ours' | 'foreign' | 'inherited'
      readonly state: 'ready' | 'working' | 'leaving' | 'failed'
      /** The body as Azure answered it. */
      readonly body: Json
    }
