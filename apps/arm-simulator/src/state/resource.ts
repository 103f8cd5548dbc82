import type { JsonObject } from '../json/json.ts'

/** A resource as it is kept. */
export interface Resource {
  readonly id: string
  readonly key: string
  /** As the type is declared, whatever case the client wrote. */
  readonly type: string
  readonly name: string
  readonly subscription: string
  /** Key of the resource, group, or scope that it lies in. */
  readonly parent: string
  body: JsonObject
  /** What the simulator remembers beside the body: addresses held, names given. */
  internal: JsonObject
  /** `properties.provisioningState`. */
  state: string
  /** Not readable yet: types created in the old way are a 404 until they are done. */
  hidden: boolean
}
