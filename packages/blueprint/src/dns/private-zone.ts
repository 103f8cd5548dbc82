import { privateDnsZone, type resourceGroup } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/** A zone in which the names of a service lead to private endpoints. */
export function privateZone(site: Site, group: Declaration<typeof resourceGroup>, zone: string) {
  return declare(privateDnsZone, {
    key: `dns/${shortName(zone)}`,
    phase: 'dns',
    parent: group,
    name: zone,
    body: { location: 'global', tags: site.tags },
  })
}

/** `privatelink.blob.core.windows.net` is called `blob`: the first label after `privatelink`. */
export function shortName(zone: string): string {
  return zone.split('.')[1] ?? zone
}
