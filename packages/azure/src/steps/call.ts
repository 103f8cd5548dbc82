import type { Connection } from '../connection/connection.ts'
import type { Conversation } from '../connection/conversation.ts'
import type { GatewayResource } from '../gateway-resource.ts'
import type { ResourceId } from '../resource-id.ts'

/** One call of the gateway about one resource. */
export interface Call {
  readonly connection: Connection
  readonly conversation: Conversation
  readonly resource: GatewayResource
  readonly id: ResourceId
  /** The resource in words: "virtual network vnet-x". */
  readonly what: string
}
