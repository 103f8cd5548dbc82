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
    atOnce(storage.storageAccounts.update(id.group, id.name, flatten({ networkRuleSet: rules(networkAcls) }))),
  remove: (storage, id) => atOnce(storage.storageAccounts.delete(id.group, id.name)),
  outputs: () => ({}),
})

type Body = BodyOf<typeof type>

/** The SDK has its own names for some properties of the REST API. */
function inWordsOfTheSdk({ properties, ...body }: Body) {
  const { networkAcls, supportsHttpsTrafficOnly, encryption, ...rest } = properties
  return {
    ...body,
    properties: {
      ...rest,
      networkRuleSet: rules(networkAcls),
      enableHttpsTrafficOnly: supportsHttpsTrafficOnly,
      encryption: encryptionOf(encryption),
    },
  }
}

function rules({ ipRules, virtualNetworkRules, ...rest }: Body['properties']['networkAcls']) {
  return {
    ...rest,
    ipRules: ipRules.map(({ value, action }) => ({ iPAddressOrRange: value, action })),
    virtualNetworkRules: virtualNetworkRules.map(({ id, action }) => ({ virtualNetworkResourceId: id, action })),
  }
}

function encryptionOf(encryption: Body['properties']['encryption']) {
  if (encryption.keySource === 'Microsoft.Storage') return encryption
  const { keyvaultproperties, identity, ...rest } = encryption
  const { keyname, keyvaulturi, keyversion } = keyvaultproperties
  return {
    ...rest,
    keyVaultProperties: {
      keyName: keyname,
      keyVaultUri: keyvaulturi,
      ...(keyversion === undefined ? {} : { keyVersion: keyversion }),
    },
    encryptionIdentity: { encryptionUserAssignedIdentity: identity.userAssignedIdentity },
  }
}
