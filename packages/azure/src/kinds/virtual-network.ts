import { virtualNetwork as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { networkSdk } from '../sdks/network.ts'
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
  remove: (network, id) => longRunning(network.virtualNetworks.delete(id.group, id.name)),
  outputs: () => ({}),
})

function onlyIf(etag: string | undefined) {
  return etag === undefined ? {} : { requestOptions: { headers: { 'if-match': etag } } }
}
