import { virtualNetwork as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { networkSdk } from '../sdks/network.ts'
import { onlyIf } from '../sdks/only-if.ts'
import { isSameRegion } from './is-same-region.ts'
import { isWithin } from './is-within.ts'
import { kind } from './kind.ts'

/**
 * A PUT without the subnets asks Azure to delete them. So whatever is there is sent back, and only if nobody has
 * changed it since it was read.
 */
export const virtualNetwork = kind({
  type,
  called: 'virtual network',
  sdk: networkSdk,
  read: (network, id) => network.virtualNetworks.get(id.group, id.name),
  create: (network, id, body, found) =>
    longRunning(
      network.virtualNetworks.createOrUpdate(id.group, id.name, { ...found, ...flatten(body) }, onlyIf(found?.etag)),
    ),
  amend: (network, id, { properties: { dhcpOptions } }, found) =>
    longRunning(
      network.virtualNetworks.createOrUpdate(id.group, id.name, { ...found, dhcpOptions }, onlyIf(found.etag)),
    ),
  isAdjustable: true,
  remove: (network, id) => longRunning(network.virtualNetworks.delete(id.group, id.name)),
  outputs: () => ({}),
  unmet: ({ location, addressSpace }, required) => {
    const space = addressSpace?.addressPrefixes ?? []
    return [
      ...(required.location === undefined || isSameRegion(location, required.location)
        ? []
        : [`name a network in ${required.location}: this one is in ${location}`]),
      ...(required.addressPrefixes ?? [])
        .filter((range) => !isWithin(range, space))
        .map((range) => `add ${range} to the address space, or name a range inside of it: it is ${space.join(', ')}`),
    ]
  },
})
