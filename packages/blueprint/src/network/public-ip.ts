import type { Phase } from '@palisade/contract'
import { publicIpAddress, type resourceGroup } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/** A public address that stays the same. Palisade makes it only for what must have one, never for compute. */
export function publicIp(
  site: Site,
  group: Declaration<typeof resourceGroup>,
  wanted: { readonly key: string; readonly phase: Phase; readonly name: string },
) {
  return declare(publicIpAddress, {
    key: wanted.key,
    phase: wanted.phase,
    parent: group,
    name: wanted.name,
    body: {
      location: site.region,
      tags: site.tags,
      sku: { name: 'Standard' },
      properties: { publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv4' },
    },
  })
}
