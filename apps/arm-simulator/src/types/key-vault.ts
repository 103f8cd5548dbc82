import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { cloudOf } from '../arm/cloud-of.ts'
import { nameAvailability } from '../governance/name-availability.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { plainAnswers } from '../long-running/plain-answers.ts'
import { vaultAnswers } from '../long-running/vault-answers.ts'
import { requireServiceEndpoint } from '../network/require-service-endpoint.ts'
import { showConnections } from '../private-link/show-connections.ts'
import type { SoftDeleted } from '../state/soft-deleted.ts'
import type { World } from '../state/world.ts'

const hosts = { public: 'vault.azure.net', government: 'vault.usgovcloudapi.net', china: 'vault.azure.cn' }
const zones = {
  public: 'privatelink.vaultcore.azure.net',
  government: 'privatelink.vaultcore.usgovcloudapi.net',
  china: 'privatelink.vaultcore.azure.cn',
}

const vaultName = /^(?=.{3,24}$)[A-Za-z](?!.*--)[A-Za-z0-9-]*[A-Za-z0-9]$/

/** A deleted vault stays: it holds its name until it is purged or recovered. */
export const keyVault: ArmType = {
  type: 'Microsoft.KeyVault/vaults',
  name: {
    accepts: vaultName,
    refuse: (name) => new ArmError(400, 'VaultNameNotValid', invalidMessage(name)),
  },
  style: vaultAnswers,
  seconds: { create: 20, update: 5, delete: 5 },
  requires: ['properties.tenantId', 'properties.sku'],
  validate({ id, body, existing, world, verb }) {
    const properties = read.object(body, 'properties')
    requireServiceEndpoint(
      read.object(properties, 'networkAcls'),
      'Microsoft.KeyVault',
      'VirtualNetworkNotValid',
      world,
    )
    if (existing !== undefined) {
      if (
        read.at(existing.body, 'properties', 'enablePurgeProtection') === true &&
        properties.enablePurgeProtection === false
      ) {
        throw new ArmError(
          400,
          'BadRequest',
          'The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.',
        )
      }
      return
    }
    if (verb === 'PATCH') return
    const deleted = findDeleted(id.name, world)
    const isRecover = read.text(properties, 'createMode') === 'recover'
    if (isRecover && deleted?.key !== id.key)
      throw new ArmError(
        404,
        'SoftDeletedVaultDoesNotExist',
        `A soft deleted vault with the given name does not exist. Ensure that the name for the vault that is being attempted to recover is in a recoverable state.`,
      )
    if (isRecover) return
    const taken = new ArmError(409, 'VaultAlreadyExists', takenMessage(id.name))
    if (world.ofType(keyVault.type).some((vault) => vault.name.toLowerCase() === id.name.toLowerCase())) throw taken
    if (deleted === undefined) return
    if (deleted.subscription !== id.subscription) throw taken
    throw new ArmError(
      409,
      'ConflictError',
      'A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.',
    )
  },
  complete({ id, body, existing, world }) {
    const location = read.text(body, 'location') ?? ''
    const deleted = existing === undefined ? world.deletedAt(id.key) : undefined
    if (deleted !== undefined) {
      world.forgetDeleted(id.key)
      return { body: deleted.body, internal: deleted.internal }
    }
    const {
      createMode: _mode,
      privateEndpointConnections: _connections,
      ...properties
    } = read.object(body, 'properties')
    // Azure fills the network rules in only when there are some.
    const acls =
      properties.networkAcls === undefined
        ? {}
        : {
            networkAcls: withDefaults(read.object(properties, 'networkAcls'), {
              bypass: 'AzureServices',
              defaultAction: 'Allow',
              ipRules: [],
              virtualNetworkRules: [],
            }),
          }
    const kept = read.object(existing?.body, 'properties')
    return {
      body: {
        ...body,
        properties: {
          ...withDefaults(properties, {
            accessPolicies: [],
            enableRbacAuthorization: false,
            enableSoftDelete: true,
            enabledForDeployment: false,
            publicNetworkAccess: 'Enabled',
            softDeleteRetentionInDays: read.number(kept, 'softDeleteRetentionInDays') ?? 90,
            ...(kept.enablePurgeProtection === true ? { enablePurgeProtection: true } : {}),
          }),
          ...acls,
          vaultUri: `https://${id.name.toLowerCase()}.${hosts[cloudOf(location)]}/`,
        },
      },
    }
  },
  show: (vault, body, world) => {
    // Within a vault they have neither a name nor a type.
    const connections = showConnections(vault, world).map(({ id, properties }) => ({ id, properties }))
    return connections.length === 0
      ? body
      : { ...body, properties: { ...read.object(body, 'properties'), privateEndpointConnections: connections } }
  },
  removed(vault, world) {
    world.keepDeleted({
      id: vault.id,
      key: vault.key,
      type: vault.type,
      name: vault.name,
      subscription: vault.subscription,
      location: read.text(vault.body, 'location') ?? '',
      body: vault.body,
      internal: vault.internal,
      deletedAt: new Date(world.now()).toISOString(),
    })
  },
  patchable: {
    properties: [
      'tenantId',
      'sku',
      'accessPolicies',
      'enabledForDeployment',
      'enabledForDiskEncryption',
      'enabledForTemplateDeployment',
      'enableSoftDelete',
      'enableRbacAuthorization',
      'softDeleteRetentionInDays',
      'enablePurgeProtection',
      'networkAcls',
      'publicNetworkAccess',
      'createMode',
    ],
  },
  privateLink: {
    // Source: PrivateEndpointConnections_Put and _Delete in keyvault.json.
    decisions: {
      put: { status: 200, headers: ['status'], body: true },
      delete: { status: 202, headers: ['result'], body: false },
    },
    groups: {
      vault: (vault) => {
        const cloud = cloudOf(vault)
        return [
          {
            name: 'default',
            fqdns: [`${vault.name.toLowerCase()}.${hosts[cloud]}`],
            records: [{ zone: zones[cloud], name: vault.name.toLowerCase() }],
          },
        ]
      },
    },
  },
  actions: [
    nameAvailability({
      namespace: 'microsoft.keyvault',
      type: 'Microsoft.KeyVault/vaults',
      accepts: vaultName,
      invalid: (name) => ({ reason: 'AccountNameInvalid', message: invalidMessage(name) }),
      taken: takenMessage,
    }),
    {
      method: 'GET',
      path: /^\/subscriptions\/[^/]+\/providers\/microsoft\.keyvault\/deletedvaults$/,
      run: ({ subscription, world }) => ({
        status: 200,
        body: {
          value: world
            .deleted(keyVault.type)
            .filter((item) => item.subscription === subscription)
            .map(showDeleted),
        },
      }),
    },
    {
      method: 'GET',
      path: /^\/subscriptions\/[^/]+\/providers\/microsoft\.keyvault\/locations\/([^/]+)\/deletedvaults\/([^/]+)$/,
      run: ({ match, subscription, world }) => ({
        status: 200,
        body: showDeleted(requireDeleted(match, subscription, world)),
      }),
    },
    {
      method: 'POST',
      path: /^\/subscriptions\/[^/]+\/providers\/microsoft\.keyvault\/locations\/([^/]+)\/deletedvaults\/([^/]+)\/purge$/,
      run: ({ match, subscription, world }) => {
        const deleted = requireDeleted(match, subscription, world)
        if (read.at(deleted.body, 'properties', 'enablePurgeProtection') === true)
          throw new ArmError(
            405,
            'MethodNotAllowed',
            "Operation 'DeletedVaultPurge' is not allowed because purge protection is enabled.",
          )
        world.forgetDeleted(deleted.key)
        return {
          status: 202,
          long: { seconds: 5, location: deleted.location, style: plainAnswers('Microsoft.KeyVault') },
        }
      },
    },
  ],
}

function invalidMessage(name: string): string {
  return `The vault name '${name}' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name must begin with a letter, end with a letter or digit, and not contain consecutive hyphens.`
}

/** The same in a refusal and to whoever asks for the name before. Source: Test-AzKeyVaultNameAvailability. */
function takenMessage(name: string): string {
  return `The vault name '${name}' is already in use. Vault names are globally unique so it is possible that the name is already taken. If you are sure that the vault name was not taken then it is possible that a vault with the same name was recently deleted but not purged after being placed in a recoverable state. If the vault is in a recoverable state then the vault will need to be purged before reusing the name. For more information on soft delete and purging a vault follow this link https://go.microsoft.com/fwlink/?linkid=2147740.`
}

function findDeleted(name: string, world: World): SoftDeleted | undefined {
  return world.deleted(keyVault.type).find((item) => item.name.toLowerCase() === name.toLowerCase())
}

function requireDeleted(match: RegExpExecArray, subscription: string, world: World): SoftDeleted {
  const [, location = '', name = ''] = match
  const found = findDeleted(name, world)
  if (found === undefined || found.subscription !== subscription || found.location !== location) {
    throw new ArmError(404, 'DeletedVaultNotFound', `The specified deleted vault '${name}' does not exist.`)
  }
  return found
}

function showDeleted(item: SoftDeleted): JsonObject {
  const days = read.number(item.body, 'properties', 'softDeleteRetentionInDays') ?? 90
  return {
    id: `/subscriptions/${item.subscription}/providers/Microsoft.KeyVault/locations/${item.location}/deletedVaults/${item.name}`,
    name: item.name,
    type: 'Microsoft.KeyVault/deletedVaults',
    properties: {
      vaultId: item.id,
      location: item.location,
      tags: read.object(item.body, 'tags'),
      deletionDate: item.deletedAt,
      scheduledPurgeDate: new Date(Date.parse(item.deletedAt) + days * 86_400_000).toISOString(),
      ...(read.at(item.body, 'properties', 'enablePurgeProtection') === true ? { purgeProtectionEnabled: true } : {}),
    },
  }
}
