import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import type { Reference } from '../arm/reference.ts'
import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { refuseTakenAddresses } from '../network/address-users.ts'
import { ipConfigurationId } from '../network/ip-configuration-id.ts'
import { networkName } from '../network/names.ts'
import { requireRegionOfSubnet } from '../network/require-region.ts'
import { takeAddresses } from '../network/subnet-addresses.ts'

/** From the least to the most: a host can be moved up, never down. */
const skus = ['Basic', 'Standard', 'Premium']

/** That its subnet is at least a /26 is the subnet's rule: a smaller one of that name is never made. */
export const bastionHost: ArmType = {
  type: 'Microsoft.Network/bastionHosts',
  name: networkName(1, 80),
  style: { ...networkAnswers, patch: { status: 202, headers: ['status', 'result'], body: false } },
  seconds: { create: 420, update: 300, delete: 420 },
  requires: ['properties.ipConfigurations'],
  refers: (body) => configurations(body).flatMap(pointers),
  // Its subnet, and not the whole network: the other subnets can be written during the minutes that a host takes.
  locks: (_id, body) =>
    configurations(body).map((configuration) => keyOf(read.text(configuration, 'properties', 'subnet', 'id') ?? '')),
  validate({ id, body, existing, world }) {
    const list = configurations(body)
    const sku = read.text(body, 'sku', 'name') ?? 'Standard'
    if (list.length !== 1 || !skus.includes(sku))
      throw new ArmError(
        400,
        'InvalidRequestFormat',
        `Bastion host ${id.id} must have one IP configuration, and one of the skus ${skus.join(', ')}.`,
      )
    for (const configuration of list) {
      const subnetId = read.text(configuration, 'properties', 'subnet', 'id')
      const address = world.get(keyOf(read.text(configuration, 'properties', 'publicIPAddress', 'id') ?? ''))
      if (subnetId === undefined || address === undefined)
        throw new ArmError(
          400,
          'InvalidRequestFormat',
          `Cannot parse the request: IP configuration '${read.text(configuration, 'name') ?? ''}' must have a subnet and a public IP address.`,
          { target: 'properties.ipConfigurations' },
        )
      if (!subnetId.toLowerCase().endsWith('/subnets/azurebastionsubnet'))
        throw new ArmError(
          400,
          'SubnetNameMustBeAzureBastionSubnet',
          `Subnet name ${subnetId} is invalid for Azure Bastion. Azure Bastion can only be created in subnet with name 'AzureBastionSubnet'.`,
        )
      requireRegionOfSubnet(id, body, subnetId, world)
      // The rule is documented; the code of its refusal is not (unconfirmed).
      if (
        read.text(address.body, 'sku', 'name') !== 'Standard' ||
        read.text(address.body, 'properties', 'publicIPAllocationMethod') !== 'Static'
      )
        throw new ArmError(
          400,
          'BastionHostPublicIPAddressInvalid',
          `Public IP address ${address.id} of bastion host ${id.id} must be of Standard sku and of static allocation.`,
        )
    }
    refuseTakenAddresses(id, body, world)
    const had = read.text(existing?.body, 'sku', 'name')
    // That it cannot be moved down is documented; the code is not (unconfirmed).
    if (had !== undefined && skus.indexOf(sku) < skus.indexOf(had))
      throw new ArmError(
        400,
        'BastionHostSkuDowngradeNotAllowed',
        `The sku of bastion host ${id.id} cannot be changed from ${had} to ${sku}.`,
      )
  },
  complete({ id, body, existing, world }) {
    const addresses: string[] = []
    const kept = read.texts(existing?.internal, 'addresses')
    const { dnsName: _dns, ...properties } = read.object(body, 'properties')
    const list = configurations(body).map((configuration, index) => {
      const subnet = world.get(keyOf(read.text(configuration, 'properties', 'subnet', 'id') ?? ''))
      const address = kept[index] ?? (subnet === undefined ? undefined : takeAddresses(subnet, 1, world, id.key)[0])
      if (address !== undefined) addresses.push(address)
      const name = read.text(configuration, 'name') ?? `ipconfig${index + 1}`
      return {
        name,
        id: ipConfigurationId(id, name),
        type: 'Microsoft.Network/bastionHosts/bastionHostIpConfigurations',
        properties: {
          ...withDefaults(read.object(configuration, 'properties'), { privateIPAllocationMethod: 'Dynamic' }),
          provisioningState: 'Succeeded',
        },
      }
    })
    return {
      body: {
        ...body,
        sku: withDefaults(read.object(body, 'sku'), { name: 'Standard' }),
        properties: {
          ...withDefaults(properties, {
            scaleUnits: 2,
            disableCopyPaste: false,
            enableFileCopy: false,
            enableIpConnect: false,
            enableShareableLink: false,
            enableTunneling: false,
            enableKerberos: false,
            enableSessionRecording: false,
          }),
          dnsName: read.text(existing?.body, 'properties', 'dnsName') ?? `bst-${world.newGuid()}.bastion.azure.com`,
          ipConfigurations: list,
        },
      },
      internal: { addresses },
    }
  },
  patchable: { properties: [] },
}

function configurations(body: JsonObject): JsonObject[] {
  return read.list(body, 'properties', 'ipConfigurations').filter((item) => read.isObject(item))
}

function pointers(configuration: JsonObject): Reference[] {
  return ['subnet', 'publicIPAddress'].flatMap((field) => {
    const id = read.text(configuration, 'properties', field, 'id')
    return id === undefined ? [] : [{ id, field: `properties.ipConfigurations.properties.${field}.id` }]
  })
}
