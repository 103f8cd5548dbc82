import { privateDnsZone as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { privateDnsSdk } from '../sdks/private-dns.ts'
import { kind } from './kind.ts'

export const privateDnsZone = kind({
  type,
  called: 'private DNS zone',
  sdk: privateDnsSdk,
  read: (dns, id) => dns.privateZones.get(id.group, id.name),
  create: (dns, id, body) => longRunning(dns.privateZones.createOrUpdate(id.group, id.name, flatten(body))),
  remove: (dns, id) => longRunning(dns.privateZones.delete(id.group, id.name)),
  outputs: () => ({}),
})
