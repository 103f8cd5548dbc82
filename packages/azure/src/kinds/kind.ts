import type { ResourceType } from '@palisade/facts'
import type { Connection } from '../connection/connection.ts'
import type { Handle } from '../handle.ts'
import type { Progress } from '../progress.ts'
import { begin } from '../steps/begin.ts'
import type { Call } from '../steps/call.ts'
import { look } from '../steps/look.ts'
import { type Ownership, ownership } from '../steps/ownership.ts'
import { poll } from '../steps/poll.ts'
import type { KindDefinition } from './kind-definition.ts'

/** A type of Azure resource that the gateway knows, with the particulars of its SDK inside. */
export interface Kind {
  readonly type: ResourceType
  readonly called: string
  /** One that is not ours is used as it is instead of refused. */
  readonly isShared: boolean
  /** Loads the SDK that the kind is made with, before a resource needs it. */
  readonly load: (connection: Connection) => Promise<void>
  readonly begin: (call: Call, resuming: boolean) => Promise<Progress>
  readonly poll: (call: Call, handle: Handle) => Promise<Progress>
  /** Reads the resource; undefined when there is none. */
  readonly look: (call: Call) => Promise<unknown>
  /** Whose the resource is. One read. */
  readonly ownership: (call: Call) => Promise<Ownership>
}

export function kind<Client, Type extends ResourceType, Model>(definition: KindDefinition<Client, Type, Model>): Kind {
  return {
    type: definition.type,
    called: definition.called,
    isShared: definition.isShared === true,
    // Any subscription: opening a client loads the package and sends nothing.
    load: async (connection) => void (await definition.sdk.open(connection, '00000000-0000-0000-0000-000000000000')),
    begin: (call, resuming) => begin(definition, call, resuming),
    poll: (call, handle) => poll(definition, call, handle),
    look: (call) => look(definition, call),
    ownership: async (call) => ownership(await look(definition, call), call.resource.workspaceId),
  }
}
