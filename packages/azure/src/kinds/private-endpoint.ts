import type { PrivateEndpoint } from '@azure/arm-network'
import { privateEndpoint as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { networkSdk } from '../sdks/network.ts'
import { kind } from './kind.ts'

export const privateEndpoint = kind({
  type,
  called: 'private endpoint',
  sdk: networkSdk,
  read: (network, id) => network.privateEndpoints.get(id.group, id.name),
  create: (network, id, body) => longRunning(network.privateEndpoints.createOrUpdate(id.group, id.name, flatten(body))),
  remove: (network, id) => longRunning(network.privateEndpoints.delete(id.group, id.name)),
  outputs: (endpoint) => ({ hostRecords: hostRecords(endpoint) }),
})

/** Sorted, so that the same addresses are always the same text. */
function hostRecords({ customDnsConfigs = [] }: PrivateEndpoint): string {
  const records = customDnsConfigs.map(({ fqdn = '', ipAddresses = [] }) => ({
    host: fqdn,
    addresses: ipAddresses.toSorted(),
  }))
  return JSON.stringify(records.toSorted((one, other) => (one.host < other.host ? -1 : 1)))
}
