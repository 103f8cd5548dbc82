import type { AzureBlobDatastore, Datastore, NoneDatastoreCredentials } from '@azure/arm-machinelearning'
import { datastore as type } from '@palisade/facts'
import { knownAs } from '../body/known-as.ts'
import { longRunning } from '../sdks/long-running.ts'
import { relative } from '../sdks/relative.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import { kind } from './kind.ts'

const apiVersion = '2024-10-01'

interface BlobDatastore extends Omit<Datastore, 'properties'> {
  readonly properties: Omit<AzureBlobDatastore, 'credentials'> & { readonly credentials: NoneDatastoreCredentials }
}

/** By id, in the version of its workspace; the types of `@azure/arm-machinelearning` still check the body. */
export const datastore = kind({
  type,
  called: 'datastore',
  sdk: resourcesSdk,
  read: (arm, id) => arm.resources.getById(relative(id.id), apiVersion),
  create: (arm, id, body) =>
    longRunning(arm.resources.createOrUpdateById(relative(id.id), apiVersion, knownAs<BlobDatastore>()(body))),
  // There is no PATCH, and a PUT replaces all of it. Without keys, all that it holds is in what was read.
  amend: (arm, id, { properties }, found) =>
    longRunning(
      arm.resources.createOrUpdateById(relative(id.id), apiVersion, {
        properties: { ...found.properties, ...knownAs<Partial<AzureBlobDatastore>>()(properties) },
      }),
    ),
  remove: (arm, id) => longRunning(arm.resources.deleteById(relative(id.id), apiVersion)),
  outputs: () => ({}),
})
