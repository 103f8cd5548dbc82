import { actionOn } from '../arm/action-on.ts'
import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import type { Reference } from '../arm/reference.ts'
import { keyOf } from '../arm/resource-id.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { refuseTakenAddresses } from '../network/address-users.ts'
import { networkName } from '../network/names.ts'
import { later } from '../network/network-actions.ts'
import { takeAddresses } from '../network/subnet-addresses.ts'

export const azureFirewall: ArmType = {
  type: 'Microsoft.Network/azureFirewalls',
  name: networkName(1, 56),
  style: { ...networkAnswers, patch: { status: 202, headers: ['status', 'result'], body: false } },
  seconds: { create: 420, update: 240, delete: 420 },
  refers(body) {
    const management = read.object(body, 'properties', 'managementIpConfiguration')
    return [...configurations(body), management]
      .flatMap((configuration): Reference[] => pointers(configuration))
      .concat(policyReference(body))
  },
  locks: (_id, body) => policyReference(body).map((reference) => keyOf(reference.id)),
  validate({ body, id, world }) {
    refuseTakenAddresses(id, body, world)
    for (const configuration of configurations(body)) {
      const subnet = read.text(configuration, 'properties', 'subnet', 'id')
      if (subnet !== undefined && !subnet.toLowerCase().endsWith('/subnets/azurefirewallsubnet')) {
        throw new ArmError(
          400,
          'AzureFirewallSubnetNameInvalid',
          `The subnet ${subnet} of Azure Firewall ${id.id} must be named AzureFirewallSubnet.`,
        )
      }
    }
  },
  complete({ body, id, existing, world }) {
    const addresses: string[] = []
    const list = configurations(body).map((configuration, index) => {
      const subnetId = read.text(configuration, 'properties', 'subnet', 'id')
      const subnet = subnetId === undefined ? undefined : world.get(keyOf(subnetId))
      const kept = read.text(
        read.list(existing?.body, 'properties', 'ipConfigurations')[index] ?? null,
        'properties',
        'privateIPAddress',
      )
      const address = kept ?? (subnet === undefined ? undefined : takeAddresses(subnet, 1, world, id.key)[0])
      if (address !== undefined && subnet !== undefined) addresses.push(address)
      const name = read.text(configuration, 'name') ?? `ipconfig${index}`
      return {
        name,
        id: `${id.id}/azureFirewallIpConfigurations/${name}`,
        type: 'Microsoft.Network/azureFirewalls/azureFirewallIpConfigurations',
        properties: {
          provisioningState: 'Succeeded',
          privateIPAllocationMethod: 'Dynamic',
          ...read.object(configuration, 'properties'),
          ...(address === undefined ? {} : { privateIPAddress: address }),
        },
      }
    })
    const properties = withDefaults(read.object(body, 'properties'), {
      threatIntelMode: 'Alert',
      additionalProperties: {},
    })
    return {
      body: {
        ...body,
        properties: {
          ...properties,
          sku: withDefaults(read.object(properties, 'sku'), { name: 'AZFW_VNet', tier: 'Standard' }),
          ipConfigurations: list,
        },
      },
      internal: { addresses },
    }
  },
  patchable: { properties: [] },
  // Nothing routes to a firewall here, so it learns no ranges.
  actions: [
    actionOn('Microsoft.Network/azureFirewalls', 'POST', 'learnedipprefixes', ({ resource }) =>
      later(resource, { ipPrefixes: [] }),
    ),
  ],
}

function configurations(body: JsonObject): JsonObject[] {
  return read
    .list(body, 'properties', 'ipConfigurations')
    .filter((item: Json): item is JsonObject => read.isObject(item))
}

function pointers(configuration: JsonObject): Reference[] {
  return ['subnet', 'publicIPAddress'].flatMap((field) => {
    const id = read.text(configuration, 'properties', field, 'id')
    return id === undefined ? [] : [{ id, field: `properties.ipConfigurations.properties.${field}.id` }]
  })
}

function policyReference(body: JsonObject): Reference[] {
  const id = read.text(body, 'properties', 'firewallPolicy', 'id')
  return id === undefined ? [] : [{ id, field: 'properties.firewallPolicy.id' }]
}
