import type { JsonObject } from '../json/json.ts'
import type { Resource } from './resource.ts'

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
  /** What an update or an action changes, as it was: for one that fails. */
  readonly before?: readonly Resource[]
  /** Accepted, and already in vain: it changes nothing. */
  readonly isVain?: true
  done: boolean
  error: JsonObject | undefined
  /** What a long action answers at its end. */
  result?: JsonObject
}
