import { ArmError } from '../arm/arm-error.ts'
import { keyOf, type ResourceId } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { ipConfigurationId } from './ip-configuration-id.ts'

/** The IP configuration that has a public address. */
export function configurationUsing(address: Resource, world: World, except?: string): string | undefined {
  for (const user of world.referencers(address.key)) {
    if (user.key === except) continue
    const configurations = [
      ...read.list(user.body, 'properties', 'ipConfigurations'),
      read.at(user.body, 'properties', 'managementIpConfiguration') ?? null,
    ]
    for (const configuration of configurations) {
      if (keyOf(read.text(configuration, 'properties', 'publicIPAddress', 'id') ?? '') !== address.key) continue
      return ipConfigurationId(user, read.text(configuration, 'name') ?? '')
    }
  }
  return undefined
}

/** A public address has one user: looks at all those that the IP configurations of a body name. */
export function refuseTakenAddresses(id: ResourceId, body: JsonObject, world: World): void {
  for (const configuration of read.list(body, 'properties', 'ipConfigurations'))
    refuseTakenAddress(
      read.text(configuration, 'properties', 'publicIPAddress', 'id') ?? '',
      ipConfigurationId(id, read.text(configuration, 'name') ?? ''),
      id,
      world,
    )
}

/** `by` is what the refusal names: an IP configuration, or a gateway, which has none. */
export function refuseTakenAddress(addressId: string, by: string, id: ResourceId, world: World): void {
  const address = world.get(keyOf(addressId))
  if (address === undefined) return
  const user =
    configurationUsing(address, world, id.key) ??
    world.referencers(address.key).find((other) => other.key !== id.key)?.id
  if (user === undefined) return
  throw new ArmError(
    400,
    'PublicIPAddressInUse',
    `Resource ${by} is referencing public IP address ${address.id} that is already allocated to resource ${user}.`,
  )
}
