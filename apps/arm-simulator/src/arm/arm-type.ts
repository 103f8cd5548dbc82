import type { Json, JsonObject } from '../json/json.ts'
import type { AnswerStyle } from '../long-running/answer-style.ts'
import type { PrivateLink } from '../private-link/private-link.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import type { Reference } from './reference.ts'
import type { ResourceId } from './resource-id.ts'

export type Verb = 'GET' | 'PUT' | 'PATCH' | 'DELETE'

/** A write, before it is accepted: all that a type may look at to refuse or complete it. */
export interface Write {
  readonly id: ResourceId
  readonly body: JsonObject
  readonly existing: Resource | undefined
  readonly world: World
  readonly query: URLSearchParams
  readonly verb: 'PUT' | 'PATCH'
  /** A PATCH of the tags alone: the rest has been looked at before, and stays as it is. */
  readonly isTagsOnly?: boolean
}

/** A resource body to be stored, and what the simulator remembers beside it. */
export interface Completed {
  readonly body: JsonObject
  readonly internal?: JsonObject
}

/**
 * Everything the simulator knows about one type of resource. A type is one file in `types/`
 * that exports one of these; nothing else lists it.
 */
export interface ArmType {
  readonly type: string
  /** Absent: Azure makes these itself, and a client cannot. */
  readonly name?: { readonly accepts: RegExp; readonly refuse?: (name: string) => Error }
  readonly verbs?: readonly Verb[]
  /** `regional` unless said otherwise; `none` for children that have no location of their own. */
  readonly location?: 'regional' | 'global' | 'none'
  /** Lies at any scope, such as a role assignment. */
  readonly extension?: true
  readonly style: AnswerStyle
  readonly seconds: {
    readonly create: number | ((body: JsonObject, resource: Resource, world: World) => number)
    readonly update: number | ((resource: Resource, world: World) => number)
    readonly delete: number
  }
  /** Fields whose lack ARM refuses, as paths from the top of the body. */
  readonly requires?: readonly string[]
  /** What the body points at: it must exist, and be ready. */
  readonly refers?: (body: JsonObject, id: ResourceId) => Reference[]
  /** Keys that this write holds until it is done, besides the resource itself. */
  readonly locks?: (id: ResourceId, body: JsonObject, world: World) => string[]
  /** What a write that met another one hears at its end instead of at once; `isUsual`: every time. */
  readonly lateConflict?: (
    id: ResourceId,
    world: World,
  ) => { readonly code: string; readonly message: string; readonly isUsual?: true } | undefined
  readonly validate?: (write: Write) => void
  /** The body as Azure keeps it: defaults, and what only Azure knows. */
  readonly complete?: (write: Write) => Completed
  /** After it is stored: makes what Azure makes beside it. Answers the other resources the operation is about. */
  readonly place?: (resource: Resource, write: Write) => Resource[]
  /** Why a create or update fails at its end, although it was accepted: an ARM error. */
  readonly fails?: (resource: Resource, world: World) => JsonObject | undefined
  /** When a create or update is done. */
  readonly settled?: (resource: Resource, world: World) => void
  /** A write brings what it lies in, when that is not there. */
  readonly bringsParent?: true
  /** When a long action on it is done. Answers what the client then gets. */
  readonly acted?: (resource: Resource, world: World) => JsonObject
  /** What is derived from other resources when it is read. */
  readonly show?: (resource: Resource, body: JsonObject, world: World) => JsonObject
  readonly refuseDelete?: (resource: Resource, world: World, query: URLSearchParams) => void
  /** A DELETE that is done at once answers what it took away. */
  readonly showsDeleted?: true
  /** When it is gone; its children are already. */
  readonly removed?: (resource: Resource, world: World, query: URLSearchParams) => void
  /** A DELETE of something that is not there, when that still means something. */
  readonly deleteMissing?: (id: ResourceId, world: World, query: URLSearchParams) => boolean
  /** Properties a PATCH may change; without it, only tags. */
  readonly patchable?: { readonly properties: readonly string[]; readonly top?: readonly string[] }
  readonly listFilter?: (resource: Resource, scope: string, filter: string | undefined) => boolean
  readonly privateLink?: PrivateLink
  /** Paths below a resource or a location that are not resources. */
  readonly actions?: readonly Action[]
}

export interface Action {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Matched against the path in lower case, from the subscription on. */
  readonly path: RegExp
  /** A word that every such path has, counted from its end: there are many actions, and few are worth a match. */
  readonly word?: { readonly text: string; readonly fromEnd: 1 | 2 }
  readonly run: (call: {
    readonly match: RegExpExecArray
    readonly subscription: string
    readonly world: World
    /** Empty when the client sent nothing. */
    readonly body: JsonObject
    readonly query: URLSearchParams
    /** What absolute URLs begin with. */
    readonly origin: string
  }) => ActionAnswer
}

export interface ActionAnswer {
  readonly status: number
  readonly body?: Json
  readonly headers?: Readonly<Record<string, string>>
  /** What the ledger says of it. Unless said otherwise, a GET does nothing and a POST takes something away. */
  readonly effect?: 'created' | 'updated' | 'deleted' | 'none'
  /** A long-running action: how long it takes. Without `on` it is settled when it is accepted, and only the answer waits. */
  readonly long?: {
    readonly seconds: number
    readonly location: string
    readonly style: AnswerStyle
    /** The resource that `acted` is told of at the end, and the keys that are held until then. */
    readonly on?: { readonly resource: Resource; readonly locks: readonly string[] }
    /** Where the client is sent; Location unless said otherwise. */
    readonly headers?: readonly ('status' | 'result')[]
    /** What the client gets at the end, when that is known from the start. */
    readonly result?: JsonObject
  }
}
