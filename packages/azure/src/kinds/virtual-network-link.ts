import { virtualNetworkLink as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { privateDnsSdk } from '../sdks/private-dns.ts'
import { kind } from './kind.ts'

export const virtualNetworkLink = kind({
  type,
  called: 'virtual network link',
  sdk: privateDnsSdk,
  read: (dns, id) => dns.virtualNetworkLinks.get(id.group, id.parentName, id.name),
  create: (dns, id, body) =>
    longRunning(dns.virtualNetworkLinks.createOrUpdate(id.group, id.parentName, id.name, flatten(body))),
  remove: (dns, id) => longRunning(dns.virtualNetworkLinks.delete(id.group, id.parentName, id.name)),
  outputs: () => ({}),
})
