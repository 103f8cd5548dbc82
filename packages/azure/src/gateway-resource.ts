import type { Action, Declared, Json } from '@palisade/contract'

/** One declared resource as the gateway takes it: all references in its body are resolved already. */
export interface GatewayResource {
  /** The Azure resource type: `Microsoft.Network/routeTables`. */
  readonly kind: string
  readonly action: Exclude<Action, 'check'>
  readonly name: string
  /** The ARM id. */
  readonly id: string
  /**
   * In the shape of the REST API; for `amend` and `adjust`, only what is changed; for `read` and `await`, what it has to
   * fulfil, or null.
   */
  readonly body: Json
  /** It lives inside something that is not ours and is known as ours by its name. */
  readonly isGuest?: true
  /** One that exists and is not ours is taken over instead of refused, because the request says so. */
  readonly adopts?: Declared['adopts']
  /** What the request says to do where Azure keeps a deleted one of this name. Absent: refuse. */
  readonly onSoftDeleted?: Declared['onSoftDeleted']
  /** Whose it is: the value of the owner tag. */
  readonly workspaceId: string
}
