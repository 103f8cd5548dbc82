import type { Pipeline } from '@azure/core-rest-pipeline'
import type { Connection } from '../connection/connection.ts'
import { clientsOf } from './clients-of.ts'
import type { Sdk } from './sdk.ts'

/** A package in which no write that we use goes on after its answer, or in which each method resumes its own. */
export function plainSdk<Client extends { readonly pipeline: Pipeline }>(
  open: (connection: Connection, subscription: string) => Promise<Client>,
): Sdk<Client> {
  return {
    open: clientsOf(open),
    resume: async () => {
      throw new Error('There is nothing to resume in this SDK')
    },
  }
}
