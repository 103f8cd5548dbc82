import type { JsonObject } from '../json/json.ts'

/** A write that goes on after it was answered. It ends by the clock, so it survives a restart. */
export interface Operation {
  readonly id: string
  readonly kind: 'create' | 'update' | 'delete' | 'action'
  /** Name of the style that answers its polls. */
  readonly type: string
  readonly key: string
  /** The other resources that become ready with it. */
  readonly with: readonly string[]
  readonly locks: readonly string[]
  readonly query: string
  readonly startedMs: number
  readonly dueMs: number
  /** Region in its poll addresses. */
  readonly location: string
  /** The error that it will end with. */
  readonly fate?: JsonObject
  /** It goes on, and nobody finds it. */
  readonly isLost?: true
  /** The body before an update, for one that fails. */
  readonly before?: JsonObject
  done: boolean
  error: JsonObject | undefined
  /** What a long action answers at its end. */
  result?: JsonObject
}
