import type { JsonObject } from '../json/json.ts'

/** Something deleted that still holds its name. */
export interface SoftDeleted {
  readonly id: string
  readonly key: string
  readonly type: string
  readonly name: string
  readonly subscription: string
  readonly location: string
  readonly body: JsonObject
  readonly internal: JsonObject
  readonly deletedAt: string
}
