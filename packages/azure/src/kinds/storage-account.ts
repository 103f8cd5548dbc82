import { type BodyOf, storageAccount as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { atOnce } from '../sdks/at-once.ts'
import { longRunning } from '../sdks/long-running.ts'
import { storageSdk } from '../sdks/storage.ts'
import { kind } from './kind.ts'

export const storageAccount = kind({
  type,
  called: 'storage account',
  sdk: storageSdk,
  read: (storage, id) => storage.storageAccounts.getProperties(id.group, id.name),
  create: (storage, id, body) =>
    longRunning(storage.storageAccounts.create(id.group, id.name, flatten(inWordsOfTheSdk(body)))),
  // A PATCH replaces the network rules as a whole and leaves all else as it is.
  amend: (storage, id, { properties: { networkAcls } }) =>
    atOnce(storage.storageAccounts.update(id.group, id.name, flatten({ networkRuleSet: networkAcls }))),
  remove: (storage, id) => atOnce(storage.storageAccounts.delete(id.group, id.name)),
  outputs: () => ({}),
})

/** The SDK has its own names for two properties of the REST API. */
function inWordsOfTheSdk({ properties, ...body }: BodyOf<typeof type>) {
  const { networkAcls, supportsHttpsTrafficOnly, ...rest } = properties
  return {
    ...body,
    properties: { ...rest, networkRuleSet: networkAcls, enableHttpsTrafficOnly: supportsHttpsTrafficOnly },
  }
}
