import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { cloudOf } from '../arm/cloud-of.ts'
import { nameAvailability } from '../governance/name-availability.ts'
import { lentIdentities, notLent } from '../identity/lent-identities.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { registryAnswers } from '../long-running/registry-answers.ts'
import { showConnections } from '../private-link/show-connections.ts'
import { registryActions } from '../registries/registry-actions.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

const hosts = { public: 'azurecr.io', government: 'azurecr.us', china: 'azurecr.cn' }

export const containerRegistry: ArmType = {
  type: 'Microsoft.ContainerRegistry/registries',
  name: {
    accepts: /^[a-zA-Z0-9]{5,50}$/,
    refuse: (name) =>
      new ArmError(
        400,
        'InvalidResourceName',
        `The registry name '${name}' is invalid. It must be alphanumeric and from 5 to 50 characters long.`,
      ),
  },
  style: registryAnswers,
  seconds: { create: 20, update: 10, delete: 15 },
  requires: ['sku.name'],
  validate({ id, body, existing, world }) {
    const other = world
      .ofType(containerRegistry.type)
      .find((registry) => registry.name.toLowerCase() === id.name.toLowerCase() && registry.key !== id.key)
    if (other !== undefined) {
      throw new ArmError(
        409,
        'AlreadyInUse',
        `The registry DNS name ${id.name.toLowerCase()}.azurecr.io is already in use. You can check if the name is already claimed using following API: https://docs.microsoft.com/rest/api/containerregistry/registries/checknameavailability`,
      )
    }
    const sku = read.text(body, 'sku', 'name') ?? ''
    checkEncryption(body, existing, world)
    if (sku === 'Premium') return
    const properties = read.object(body, 'properties')
    if (read.text(properties, 'publicNetworkAccess') === 'Disabled') {
      throw new ArmError(
        400,
        'DisablingPublicNetworkAccessNotSupported',
        `Disabling public network access is not supported for the SKU ${sku}. For more information, please visit https://aka.ms/acr/private-link.`,
      )
    }
    if (
      read.text(properties, 'networkRuleSet', 'defaultAction') === 'Deny' ||
      properties.dataEndpointEnabled === true
    ) {
      throw new ArmError(
        400,
        'NetworkRuleSetNotSupported',
        `Network rules and data endpoints are not supported for the SKU ${sku}.`,
      )
    }
  },
  complete({ id, body, existing, world }) {
    const { privateEndpointConnections: _connections, ...properties } = read.object(body, 'properties')
    const sku = read.text(body, 'sku', 'name') ?? 'Basic'
    const host = `${id.name.toLowerCase()}.${hosts[cloudOf(read.text(body, 'location') ?? '')]}`
    const isPremium = sku === 'Premium'
    return {
      body: {
        ...body,
        sku: { name: sku, tier: sku },
        properties: {
          ...withDefaults(properties, {
            adminUserEnabled: false,
            anonymousPullEnabled: false,
            dataEndpointEnabled: false,
            networkRuleBypassOptions: 'AzureServices',
            publicNetworkAccess: 'Enabled',
            zoneRedundancy: 'Disabled',
            ...(isPremium ? { networkRuleSet: { defaultAction: 'Allow', ipRules: [] } } : {}),
          }),
          dataEndpointHostNames: [],
          loginServer: host,
          creationDate: read.text(existing?.body, 'properties', 'creationDate') ?? new Date(world.now()).toISOString(),
        },
      },
    }
  },
  show: (registry, body, world) => ({
    ...body,
    properties: { ...read.object(body, 'properties'), privateEndpointConnections: showConnections(registry, world) },
  }),
  patchable: {
    properties: [
      'adminUserEnabled',
      'anonymousPullEnabled',
      'dataEndpointEnabled',
      'encryption',
      'networkRuleBypassOptions',
      'networkRuleSet',
      'policies',
      'publicNetworkAccess',
    ],
    top: ['sku', 'identity'],
  },
  actions: [
    ...registryActions,
    nameAvailability({
      namespace: 'microsoft.containerregistry',
      type: 'Microsoft.ContainerRegistry/registries',
      accepts: /^[a-zA-Z0-9]{5,50}$/,
      invalid: (name) => ({
        reason: 'Invalid',
        message: `The specified registry name '${name}' is not valid: 5 to 50 letters and digits.`,
      }),
      taken: (name) => `The registry ${name} is already in use.`,
    }),
  ],
  privateLink: {
    decisions: {
      put: { status: 201, headers: ['status'], body: true },
      delete: { status: 202, headers: ['result'], body: false },
    },
    refuse: (registry) =>
      read.text(registry.body, 'sku', 'name') === 'Premium'
        ? undefined
        : new ArmError(
            400,
            'PrivateEndpointNotSupported',
            `Private endpoints are not supported for the registry ${registry.name} with the SKU ${read.text(registry.body, 'sku', 'name') ?? ''}. They need the Premium SKU. For more information, please visit https://aka.ms/acr/private-link.`,
          ),
    groups: {
      registry: (registry) => {
        const host = hosts[cloudOf(registry)]
        const zone = `privatelink.${host}`
        const name = registry.name.toLowerCase()
        const region = read.text(registry.body, 'location') ?? ''
        return [
          {
            name: `registry_data_${region}`,
            fqdns: [`${name}.${region}.data.${host}`],
            records: [{ zone, name: `${name}.${region}.data` }],
          },
          { name: 'registry', fqdns: [`${name}.${host}`], records: [{ zone, name }] },
        ].reverse()
      },
    },
  },
}

/** A key of the customer's: only with Premium, only at creation, and fetched by an identity of the registry. */
function checkEncryption(body: JsonObject, existing: Resource | undefined, world: World): void {
  const encryption = read.object(body, 'properties', 'encryption')
  const isEnabled = read.text(encryption, 'status')?.toLowerCase() === 'enabled'
  const wasEnabled = read.text(existing?.body, 'properties', 'encryption', 'status')?.toLowerCase() === 'enabled'
  // Both codes are in no document; the rules are in Microsoft's page about customer-managed keys of registries.
  if (existing !== undefined && isEnabled !== wasEnabled)
    throw new ArmError(
      400,
      'EncryptionChangeNotSupported',
      `The encryption of the registry ${existing.name} is chosen when it is created and cannot be changed.`,
      { target: 'properties.encryption' },
    )
  if (!isEnabled) return
  const sku = read.text(body, 'sku', 'name') ?? ''
  if (sku !== 'Premium')
    throw new ArmError(400, 'EncryptionNotSupported', `Customer-managed keys are not supported for the SKU ${sku}.`, {
      target: 'properties.encryption',
    })
  for (const field of ['identity', 'keyIdentifier']) {
    if ((read.text(encryption, 'keyVaultProperties', field) ?? '') === '')
      throw new ArmError(400, 'InvalidRequestContent', `The encryption of a registry needs ${field}.`, {
        target: `properties.encryption.keyVaultProperties.${field}`,
      })
  }
  const identity = read.text(encryption, 'keyVaultProperties', 'identity') ?? ''
  const lent = lentIdentities(body, world)
  // One that is lent but missing is refused later, like every such identity.
  if (lent.length < Object.keys(read.object(body, 'identity', 'userAssignedIdentities')).length) return
  if (!lent.some((other) => read.text(other.body, 'properties', 'clientId') === identity))
    throw notLent(identity, 'properties.encryption.keyVaultProperties.identity')
}
