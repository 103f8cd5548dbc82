import type { ArmError } from '../arm/arm-error.ts'
import type { Reference } from '../arm/reference.ts'
import type { ResourceId } from '../arm/resource-id.ts'
import type { Operation } from '../state/operation.ts'
import type { Resource } from '../state/resource.ts'

/** How an accepted write is answered while it goes on. */
export interface Announcement {
  readonly status: 200 | 201 | 202
  /** `status` is Azure-AsyncOperation, `result` is Location. None: the client polls the resource itself. */
  readonly headers: readonly ('status' | 'result')[]
  /** Whether the resource is in the answer. */
  readonly body: boolean
  /** A 404 until it is done. */
  readonly hidden?: true
}

export interface OperationPlace {
  readonly subscription: string
  readonly group: string | undefined
  readonly location: string
  readonly id: string
}

/** The manners of one resource provider: codes, headers, states, and its words for common refusals. */
export interface AnswerStyle {
  readonly create: Announcement | 'at once'
  readonly update: Announcement | 'at once'
  readonly patch: Announcement | 'at once'
  readonly delete: Announcement | 'at once'
  /** `at once` creates: 200 for those that never say 201. */
  readonly createdStatus?: 200 | 201
  /** The last answer of a Location poll after a delete. */
  readonly deletedStatus?: 200 | 204
  /** Absent: the type shows no provisioningState. */
  readonly states?: {
    readonly creating: string
    readonly updating: string
    readonly deleting: string
    /** After an operation that failed; `Failed` unless said otherwise. */
    readonly failed?: string
  }
  /** How long its operations may take at most, when the provider says so in a header: an ISO 8601 duration. */
  readonly operationTimeout?: string
  readonly hasEtag?: true
  readonly hasSystemData?: true
  /** Simulated seconds between polls, at most. */
  readonly pollSeconds: number
  readonly statusPath: (place: OperationPlace) => string
  readonly resultPath: (place: OperationPlace) => string
  readonly busy: (id: ResourceId, holder: Operation, operationUrl: string) => ArmError
  readonly missingReference: (reference: Reference, id: ResourceId) => ArmError
  readonly unreadyReference: (
    reference: Reference,
    target: Resource,
    id: ResourceId,
    holder: Operation | undefined,
  ) => ArmError
}
