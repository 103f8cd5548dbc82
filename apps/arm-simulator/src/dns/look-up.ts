import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/** What a network is told of a name in a private zone. `public`: no zone of the network speaks for it. */
export type Found = { readonly addresses: readonly string[] } | 'public' | 'nothing'

/** Looks a name up in the zone of this name that is linked to a network. */
export function lookUp(name: string, zoneName: string, network: Resource, world: World): Found {
  const links = world.referencers(network.key, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks')
  for (const link of links) {
    const zone = world.get(link.parent)
    if (zone?.name.toLowerCase() !== zoneName.toLowerCase()) continue
    const record = world.get(`${zone.key}/a/${name.toLowerCase()}`)
    if (record !== undefined)
      return {
        addresses: read
          .list(record.body, 'properties', 'aRecords')
          .flatMap((entry) => read.text(entry, 'ipv4Address') ?? []),
      }
    // A zone answers for all that is below it, also that something does not exist, unless its link says otherwise.
    const asksOn = read.text(link.body, 'properties', 'resolutionPolicy')?.toLowerCase() === 'nxdomainredirect'
    return asksOn ? 'public' : 'nothing'
  }
  return 'public'
}
