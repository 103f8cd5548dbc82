import type { AmendmentOf, BodyOf, OutputOf, RequirementOf, ResourceType } from '@palisade/facts'
import type { ResourceId } from '../resource-id.ts'
import type { Sdk } from '../sdks/sdk.ts'
import type { Standing } from '../sdks/standing.ts'

/**
 * How a type of Azure resource is made, read and taken away. It does not retry, wait or log; who calls it looks first
 * and refuses what is not ours.
 */
export interface KindDefinition<Client, Type extends ResourceType, Model> {
  readonly type: Type
  /** What people call one of it: "virtual network". */
  readonly called: string
  readonly sdk: Sdk<Client>
  readonly read: (client: Client, id: ResourceId) => Promise<Model>
  /** Absent: Palisade does not make it. `found` is what stands there already, where that was looked at. */
  readonly create?: (
    client: Client,
    id: ResourceId,
    body: BodyOf<Type>,
    found: Model | undefined,
  ) => Promise<Standing<Model>>
  /** Absent: it is not amended. */
  readonly amend?: (
    client: Client,
    id: ResourceId,
    amendment: AmendmentOf<Type>,
    found: Model,
  ) => Promise<Standing<Model>>
  /**
   * One that is somebody else's may be amended too, where the request allows it: `amend` sends back all that it does not
   * change, and Azure refuses it when the resource has changed since it was read.
   */
  readonly isAdjustable?: true
  /**
   * For what takes more than one write: whether all were done. One that is not complete is written again by whoever
   * goes on with it.
   */
  readonly isComplete?: (model: Model) => boolean
  /** Absent: it is never removed. */
  readonly remove?: (client: Client, id: ResourceId) => Promise<Standing<unknown>>
  readonly outputs: (model: Model) => Readonly<Record<OutputOf<Type>, string | undefined>>
  /** For what is only read: why it cannot be used; undefined when it can. */
  readonly unusable?: (model: Model) => string | undefined
  /**
   * For what is somebody else's: what would have to be changed until it fits, each in words of its own. Absent: nothing is
   * ever required of it.
   */
  readonly unmet?: (model: Model, requirement: RequirementOf<Type>) => readonly string[]
  /** One that is not ours is used as it is instead of refused, and is left alone. */
  readonly isShared?: true
  /** What still lives in it, in words. It is removed only when there is nothing. */
  readonly contents?: (client: Client, id: ResourceId) => Promise<readonly string[]>
  /** For what Azure keeps after it was deleted, and with it the name: what may be done to the kept one, act by act. */
  readonly kept?: KeptDefinition<Client, Type, Model>
  /** For an SDK in which only the method that sent a write can ask how it stands. */
  readonly resume?: {
    readonly create: (client: Client, id: ResourceId, body: BodyOf<Type>, state: string) => Promise<Standing<Model>>
    readonly remove: (client: Client, id: ResourceId, state: string) => Promise<Standing<unknown>>
  }
}

type ActOnKept<Client, Type extends ResourceType> = (
  client: Client,
  id: ResourceId,
  body: BodyOf<Type>,
) => Promise<Standing<unknown>>

interface KeptDefinition<Client, Type extends ResourceType, Model> {
  /** Empty: it comes back by itself when one of its name is made. */
  readonly recover: readonly ActOnKept<Client, Type>[]
  readonly purge: readonly ActOnKept<Client, Type>[]
  /**
   * Where Azure does not refuse to make one of the name, but brings the kept one back: whether there is one. Otherwise it
   * is found out by being refused.
   */
  readonly isThere?: (client: Client, id: ResourceId) => Promise<boolean>
  /** Whether one that lives was only brought back to be purged, so that the last act is still to be done. */
  readonly isToBePurged?: (model: Model) => boolean
}
