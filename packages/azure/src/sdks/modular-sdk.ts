import type { OperationState, PollerLike } from '@azure/core-lro'
import type { Pipeline } from '@azure/core-rest-pipeline'
import type { Connection } from '../connection/connection.ts'
import { clientsOf } from './clients-of.ts'
import { pollOnce } from './long-running.ts'
import type { Sdk } from './sdk.ts'

interface ModularPackage<Client> {
  readonly open: (connection: Connection, subscription: string) => Client
  readonly restorePoller: <Result>(
    client: Client,
    state: string,
    source: () => PollerLike<OperationState<Result>, Result>,
  ) => PollerLike<OperationState<Result>, Result>
}

/** The restored poller wants to know which method sent the write, for its error messages and for the type only. */
const source = (): never => {
  throw new Error('A restored poller sends nothing')
}

/** A package of the modular generation: flattened models, pollers that can be written down and restored. */
export function modularSdk<Client extends { readonly pipeline: Pipeline }>(
  load: () => Promise<ModularPackage<Client>>,
): Sdk<Client> {
  return {
    open: clientsOf(async (connection, subscription) => (await load()).open(connection, subscription)),
    resume: async (client, state) => pollOnce((await load()).restorePoller(client, state, source)),
  }
}
