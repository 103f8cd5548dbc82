import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { cloudOf } from '../arm/cloud-of.ts'
import { keyOf, type ResourceId } from '../arm/resource-id.ts'
import { nameAvailability } from '../governance/name-availability.ts'
import { notLent } from '../identity/lent-identities.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { storageAnswers } from '../long-running/storage-answers.ts'
import { requireServiceEndpoint } from '../network/require-service-endpoint.ts'
import type { PrivateLinkMember } from '../private-link/private-link.ts'
import { showConnections } from '../private-link/show-connections.ts'
import type { Resource } from '../state/resource.ts'
import { storageAccountActions } from '../storage/account-actions.ts'

const suffixes = { public: 'core.windows.net', government: 'core.usgovcloudapi.net', china: 'core.chinacloudapi.cn' }
const services = ['blob', 'file', 'queue', 'table', 'dfs', 'web'] as const

export const storageAccount: ArmType = {
  type: 'Microsoft.Storage/storageAccounts',
  name: {
    accepts: /^[a-z0-9]{3,24}$/,
    refuse: (name) =>
      new ArmError(
        400,
        'AccountNameInvalid',
        `${name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.`,
      ),
  },
  style: storageAnswers,
  seconds: { create: 21, update: 2, delete: 3 },
  requires: ['sku.name', 'kind'],
  validate({ id, body, existing, world }) {
    const other = world
      .ofType(storageAccount.type)
      .find((account) => account.name.toLowerCase() === id.name.toLowerCase() && account.key !== id.key)
    if (other !== undefined) throw refuseTakenName(id, other)
    if (existing !== undefined) checkFixed(existing, body)
    requireServiceEndpoint(
      read.object(body, 'properties', 'networkAcls'),
      'Microsoft.Storage',
      'NetworkAclsValidationFailure',
      world,
    )
    checkEncryption(body)
  },
  complete({ id, body, existing, world }) {
    const { privateEndpointConnections: _connections, ...properties } = read.object(body, 'properties')
    const sku = read.text(body, 'sku', 'name') ?? 'Standard_LRS'
    const location = read.text(body, 'location') ?? ''
    const acls = withDefaults(read.object(properties, 'networkAcls'), {
      bypass: 'AzureServices',
      defaultAction: 'Allow',
      virtualNetworkRules: [],
      ipRules: [],
      resourceAccessRules: [],
    })
    const rules = read
      .list(acls, 'virtualNetworkRules')
      .map((rule) => ({ action: 'Allow', state: 'Succeeded', ...(read.isObject(rule) ? rule : {}) }))
    return {
      body: {
        ...body,
        sku: { name: sku, tier: sku.startsWith('Premium') ? 'Premium' : 'Standard' },
        properties: {
          ...withDefaults(properties, {
            accessTier: 'Hot',
            allowBlobPublicAccess: false,
            minimumTlsVersion: 'TLS1_2',
            publicNetworkAccess: 'Enabled',
            supportsHttpsTrafficOnly: true,
          }),
          networkAcls: { ...acls, virtualNetworkRules: rules },
          creationTime: read.text(existing?.body, 'properties', 'creationTime') ?? new Date(world.now()).toISOString(),
          encryption: withDefaults(read.object(properties, 'encryption'), {
            keySource: 'Microsoft.Storage',
            services: { blob: { enabled: true, keyType: 'Account' }, file: { enabled: true, keyType: 'Account' } },
          }),
          primaryEndpoints: Object.fromEntries(
            services.map((service) => [
              service,
              `https://${id.name}.${service === 'web' ? 'z1.web' : service}.${suffixes[cloudOf(location)]}/`,
            ]),
          ),
          primaryLocation: location,
          statusOfPrimary: 'available',
        },
      },
    }
  },
  settled(account, world) {
    for (const service of ['blobServices', 'fileServices']) {
      const key = `${account.key}/${service.toLowerCase()}/default`
      if (world.get(key) !== undefined) continue
      const retention =
        service === 'blobServices'
          ? { deleteRetentionPolicy: { enabled: false } }
          : { shareDeleteRetentionPolicy: { enabled: true, days: 7 } }
      world.put({
        id: `${account.id}/${service}/default`,
        key,
        type: `${account.type}/${service}`,
        name: 'default',
        subscription: account.subscription,
        parent: account.key,
        body: { properties: { cors: { corsRules: [] }, ...retention } },
        internal: {},
        state: 'Succeeded',
        hidden: false,
      })
    }
  },
  show: (account, body, world) => ({
    ...body,
    properties: { ...read.object(body, 'properties'), privateEndpointConnections: showConnections(account, world) },
  }),
  patchable: {
    properties: [
      'accessTier',
      'allowBlobPublicAccess',
      'allowCrossTenantReplication',
      'allowSharedKeyAccess',
      'azureFilesIdentityBasedAuthentication',
      'customDomain',
      'defaultToOAuthAuthentication',
      'encryption',
      'immutableStorageWithVersioning',
      'isLocalUserEnabled',
      'isSftpEnabled',
      'keyPolicy',
      'largeFileSharesState',
      'minimumTlsVersion',
      'networkAcls',
      'publicNetworkAccess',
      'routingPreference',
      'sasPolicy',
      'supportsHttpsTrafficOnly',
      'allowedCopyScope',
      'dnsEndpointType',
      'enableExtendedGroups',
      'dualStackEndpointPreference',
    ],
    top: ['sku', 'identity', 'kind'],
  },
  actions: [
    ...storageAccountActions,
    nameAvailability({
      namespace: 'microsoft.storage',
      type: 'Microsoft.Storage/storageAccounts',
      accepts: /^[a-z0-9]{3,24}$/,
      invalid: (name) => ({
        reason: 'AccountNameInvalid',
        message: `${name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.`,
      }),
      taken: (name) => `The storage account named ${name} is already taken.`,
    }),
  ],
  privateLink: {
    groups: Object.fromEntries(
      services.flatMap((service) => [
        [service, (account: Resource) => member(account, service, '')],
        [`${service}_secondary`, (account: Resource) => member(account, service, '-secondary')],
      ]),
    ),
  },
}

/** Names are taken in all of Azure; to the owner of both Azure says more. The text of the second is unconfirmed. */
function refuseTakenName(id: ResourceId, other: Resource): ArmError {
  return other.subscription === id.subscription
    ? new ArmError(
        409,
        'StorageAccountInAnotherResourceGroup',
        `The account ${id.name} is already in another resource group in this subscription.`,
      )
    : new ArmError(409, 'StorageAccountAlreadyTaken', `The storage account named ${id.name} is already taken.`)
}

const fixed = [['isHnsEnabled'], ['isNfsV3Enabled'], ['encryption', 'requireInfrastructureEncryption']] as const

/** What an account is made with and keeps. The text is unconfirmed. */
function checkFixed(existing: Resource, body: JsonObject): void {
  for (const path of fixed) {
    const [before, after] = [existing.body, body].map((one) => read.at(one, 'properties', ...path) ?? false)
    // What a write does not speak of stays as it is.
    if (before === after || read.at(body, 'properties', ...path) === undefined) continue
    throw new ArmError(
      409,
      'StorageAccountAlreadyExists',
      `The storage account named ${existing.name} already exists under the subscription with another ${path.join('.')}.`,
      { target: `properties.${path.join('.')}` },
    )
  }
}

/** A key of the customer's is named with its vault, and fetched by an identity of the account. */
function checkEncryption(body: JsonObject): void {
  const encryption = read.object(body, 'properties', 'encryption')
  if (read.text(encryption, 'keySource')?.toLowerCase() !== 'microsoft.keyvault') return
  for (const field of ['keyname', 'keyvaulturi']) {
    if ((read.text(encryption, 'keyvaultproperties', field) ?? '') === '')
      throw new ArmError(400, 'InvalidRequestPropertyValue', `The encryption with a key in a vault needs ${field}.`, {
        target: `properties.encryption.keyvaultproperties.${field}`,
      })
  }
  const identity = read.text(encryption, 'identity', 'userAssignedIdentity')
  if (identity === undefined) return
  // One that is lent but missing is refused later, like every such identity.
  const lent = Object.keys(read.object(body, 'identity', 'userAssignedIdentities')).map(keyOf)
  if (!lent.includes(keyOf(identity))) throw notLent(identity, 'properties.encryption.identity.userAssignedIdentity')
}

function member(account: Resource, service: string, second: string): PrivateLinkMember[] {
  const suffix = `${service}.${suffixes[cloudOf(account)]}`
  const name = `${account.name}${second}`
  return [
    {
      name: `${service}${second === '' ? '' : '_secondary'}`,
      fqdns: [`${name}.${suffix}`],
      records: [{ zone: `privatelink.${suffix}`, name }],
    },
  ]
}
