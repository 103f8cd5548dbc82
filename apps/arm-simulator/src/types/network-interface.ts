import { ArmError } from '../arm/arm-error.ts'
import type { ArmType, Write } from '../arm/arm-type.ts'
import type { Reference } from '../arm/reference.ts'
import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { addressesOfBlock, takeBlock } from '../network/address-block.ts'
import { refuseTakenAddresses } from '../network/address-users.ts'
import { checkStaticAddress } from '../network/check-static-address.ts'
import { interfaceActions } from '../network/interface-actions.ts'
import { networkName } from '../network/names.ts'
import { refuseBastionSubnet } from '../network/refuse-bastion-subnet.ts'
import { requireRegionOfSubnet } from '../network/require-region.ts'
import { takeAddresses } from '../network/subnet-addresses.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/** Clients make them for machines. Private endpoints make and remove their own, which nobody else may touch. */
export const networkInterface: ArmType = {
  type: 'Microsoft.Network/networkInterfaces',
  name: networkName(1, 80),
  style: networkAnswers,
  seconds: { create: 3, update: 3, delete: 11 },
  requires: ['properties.ipConfigurations'],
  refers(body) {
    const group = read.text(body, 'properties', 'networkSecurityGroup', 'id')
    return [
      ...configurations(body).flatMap(pointers),
      ...(group === undefined ? [] : [{ id: group, field: 'properties.networkSecurityGroup.id' }]),
    ]
  },
  validate({ id, body, existing, world }) {
    const endpoint = existing === undefined ? undefined : endpointOf(existing)
    if (existing !== undefined && endpoint !== undefined) throw inUseByEndpoint(existing, endpoint, 'modified')
    if (configurations(body).length === 0)
      throw new ArmError(
        400,
        'InvalidRequestFormat',
        `Network interface ${id.id} must have at least one IP configuration.`,
        { target: 'properties.ipConfigurations' },
      )
    for (const configuration of configurations(body)) {
      const subnetId = subnetIdOf(configuration, body)
      if (subnetId === undefined)
        throw new ArmError(
          400,
          'InvalidRequestFormat',
          `Cannot parse the request: required field 'subnet' of IP configuration '${read.text(configuration, 'name') ?? ''}' is missing.`,
          { target: 'properties.ipConfigurations.properties.subnet' },
        )
      // The only length that Microsoft's examples show; that and how Azure refuses others is unconfirmed.
      if ((prefixLengthOf(configuration) ?? 28) !== 28)
        throw new ArmError(
          400,
          'InvalidRequestFormat',
          `IP configuration '${read.text(configuration, 'name') ?? ''}' can have a block of prefix length 28 only.`,
          { target: 'properties.ipConfigurations.properties.privateIPAddressPrefixLength' },
        )
      refuseBastionSubnet(subnetId)
      requireRegionOfSubnet(id, body, subnetId, world)
      const subnet = world.get(keyOf(subnetId))
      const address = staticAddress(configuration)
      if (subnet !== undefined && address !== undefined) checkStaticAddress(address, subnet, id.key, world)
    }
    refuseTakenAddresses(id, body, world)
  },
  complete: completeInterface,
  actions: interfaceActions,
  show(card, body, world) {
    const machine = machineOf(card, world)
    if (machine === undefined) return body
    const digits = (read.text(card.body, 'properties', 'resourceGuid') ?? '').replaceAll('-', '').toUpperCase()
    return {
      ...body,
      properties: {
        ...read.object(body, 'properties'),
        primary: true,
        virtualMachine: { id: machine.id },
        // An interface has no hardware address until it is in a machine. The first half is Microsoft's.
        macAddress: `00-0D-3A-${digits.slice(0, 2)}-${digits.slice(2, 4)}-${digits.slice(4, 6)}`,
      },
    }
  },
  refuseDelete(card, world) {
    const endpoint = endpointOf(card)
    if (endpoint !== undefined && world.get(keyOf(endpoint)) !== undefined)
      throw inUseByEndpoint(card, endpoint, 'deleted')
    const machine = machineOf(card, world)
    if (machine === undefined) return
    throw new ArmError(
      400,
      'NicInUse',
      `Network Interface ${card.id} is used by existing resource ${machine.id}. In order to delete the network interface, it must be dissociated from the resource. To learn more, see aka.ms/deletenic.`,
    )
  },
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

/** A configuration that takes a whole block lies where the primary one does, unless it says otherwise. */
function subnetIdOf(configuration: JsonObject, body: JsonObject): string | undefined {
  const own = read.text(configuration, 'properties', 'subnet', 'id')
  if (own !== undefined || prefixLengthOf(configuration) === undefined) return own
  return read.text(configurations(body)[0], 'properties', 'subnet', 'id')
}

function prefixLengthOf(configuration: JsonObject): number | undefined {
  return read.number(configuration, 'properties', 'privateIPAddressPrefixLength')
}

function staticAddress(configuration: JsonObject): string | undefined {
  return read.text(configuration, 'properties', 'privateIPAllocationMethod') === 'Static'
    ? read.text(configuration, 'properties', 'privateIPAddress')
    : undefined
}

function endpointOf(card: Resource): string | undefined {
  return read.text(card.body, 'properties', 'privateEndpoint', 'id')
}

function machineOf(card: Resource, world: World): Resource | undefined {
  return world.referencers(card.key, 'Microsoft.Compute/virtualMachines')[0]
}

function inUseByEndpoint(card: Resource, endpoint: string, what: 'modified' | 'deleted'): ArmError {
  return new ArmError(
    400,
    'NicInUseWithPrivateEndpoint',
    `Network interface ${card.id} cannot be ${what} because it is currently in use with an private endpoint (${endpoint}).`,
  )
}

/** An address is kept as long as the configuration of that name stays in its subnet. */
function completeInterface({ id, body, existing, world }: Write) {
  const addresses: string[] = []
  const before = existing === undefined ? [] : configurations(existing.body)
  const list = configurations(body).map((configuration, index) => {
    const name = read.text(configuration, 'name') ?? `ipconfig${index + 1}`
    const subnetId = subnetIdOf(configuration, body)
    const subnetKey = keyOf(subnetId ?? '')
    const subnet = world.get(subnetKey)
    const length = prefixLengthOf(configuration)
    const kept = before.find(
      (other) =>
        read.text(other, 'name') === name && keyOf(read.text(other, 'properties', 'subnet', 'id') ?? '') === subnetKey,
    )
    const address =
      staticAddress(configuration) ??
      read.text(kept, 'properties', 'privateIPAddress') ??
      (subnet === undefined
        ? undefined
        : length === undefined
          ? takeAddresses(subnet, 1, world, undefined, addresses)[0]
          : takeBlock(subnet, length, world, addresses))
    if (address !== undefined) addresses.push(...(length === undefined ? [address] : addressesOfBlock(address)))
    return {
      name,
      id: `${id.id}/ipConfigurations/${name}`,
      type: 'Microsoft.Network/networkInterfaces/ipConfigurations',
      properties: {
        ...withDefaults(read.object(configuration, 'properties'), {
          privateIPAllocationMethod: 'Dynamic',
          privateIPAddressVersion: 'IPv4',
          primary: index === 0,
          ...(subnetId === undefined ? {} : { subnet: { id: subnetId } }),
        }),
        provisioningState: 'Succeeded',
        ...(address === undefined ? {} : { privateIPAddress: address }),
      },
    }
  })
  const { virtualMachine: _machine, macAddress: _mac, ...properties } = read.object(body, 'properties')
  return {
    body: {
      ...body,
      properties: {
        ...withDefaults(properties, {
          enableAcceleratedNetworking: false,
          enableIPForwarding: false,
          disableTcpStateTracking: false,
          vnetEncryptionSupported: false,
          nicType: 'Standard',
        }),
        dnsSettings: withDefaults(read.object(properties, 'dnsSettings'), { dnsServers: [], appliedDnsServers: [] }),
        ipConfigurations: list,
        resourceGuid: read.text(existing?.body, 'properties', 'resourceGuid') ?? world.newGuid(),
      },
    },
    internal: { addresses },
  }
}
