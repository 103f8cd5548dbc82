import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { dnsAnswers } from '../long-running/dns-answers.ts'

const linkType = 'Microsoft.Network/privateDnsZones/virtualNetworkLinks'

export const privateDnsZone: ArmType = {
  type: 'Microsoft.Network/privateDnsZones',
  name: {
    accepts:
      /^(?=.{1,253}$)[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(?:\.[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?){1,33}$/,
  },
  location: 'global',
  style: dnsAnswers,
  seconds: { create: 30, update: 10, delete: 15 },
  complete: ({ body, existing, world }) => ({
    body: { ...body, properties: {} },
    internal: { id: read.text(existing?.internal, 'id') ?? world.newGuid() },
  }),
  show(zone, body, world) {
    const links = world.children(zone.key, linkType)
    return {
      ...body,
      properties: {
        ...read.object(body, 'properties'),
        internalId: Buffer.from(`Immutable;${read.text(zone.internal, 'id') ?? ''};0`).toString('base64'),
        maxNumberOfRecordSets: 25_000,
        maxNumberOfVirtualNetworkLinks: 1000,
        maxNumberOfVirtualNetworkLinksWithRegistration: 100,
        // Each zone has its SOA record beside those that somebody wrote.
        numberOfRecordSets: 1 + world.children(zone.key, 'Microsoft.Network/privateDnsZones/A').length,
        numberOfVirtualNetworkLinks: links.length,
        numberOfVirtualNetworkLinksWithRegistration: links.filter(
          (link) => read.at(link.body, 'properties', 'registrationEnabled') === true,
        ).length,
      },
    }
  },
  refuseDelete(zone, world) {
    const links = world.children(zone.key, linkType)
    if (links.length === 0) return
    throw new ArmError(
      409,
      'CannotDeleteResource',
      `Cannot delete resource while nested resources exist. Some existing nested resource IDs include: '${links.map((link) => link.id).join(',')}'. Please delete all nested resources before deleting this resource.`,
    )
  },
}
