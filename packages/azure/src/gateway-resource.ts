import type { Declared, Json, StepAction } from '@palisade/contract'

/** One step as the gateway takes it: what to do with which resource. All references in its body are resolved already. */
export interface GatewayResource {
  /** The Azure resource type: `Microsoft.Network/routeTables`; of a check, `checkKind`. */
  readonly kind: string
  readonly action: StepAction
  readonly name: string
  /** The ARM id. */
  readonly id: string
  /**
   * In the shape of the REST API; for `amend` and `adjust`, only what is changed; for `read` and `await`, what it has to
   * fulfil, or null; for `check`, its `CheckSubject`. For `observe` and `remove` it does not matter.
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
