import { actionOn } from '../arm/action-on.ts'
import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { recordSetsOf } from '../dns/record-set-type.ts'
import { read } from '../json/read.ts'
import { dnsAnswers } from '../long-running/dns-answers.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

const type = 'Microsoft.Network/privateDnsZones'
const linkType = 'Microsoft.Network/privateDnsZones/virtualNetworkLinks'

export const privateDnsZone: ArmType = {
  type,
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
  // Each zone has its SOA record beside those that somebody writes.
  place(zone, { existing, world }) {
    if (existing === undefined) placeStartOfAuthority(zone, world)
    return []
  },
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
        numberOfRecordSets: recordSetsOf(zone, world).length,
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
  actions: [
    actionOn(type, 'GET', 'all', ({ resource, world }) => ({
      status: 200,
      body: {
        value: recordSetsOf(resource, world)
          .sort((a, b) => (a.key < b.key ? -1 : 1))
          .map((record) => ({
            id: record.id,
            name: record.name,
            type: record.type,
            etag: read.text(record.internal, 'etag') ?? '',
            ...record.body,
          })),
      },
    })),
  ],
}

function placeStartOfAuthority(zone: Resource, world: World): void {
  world.put({
    id: `${zone.id}/SOA/@`,
    key: `${zone.key}/soa/@`,
    type: `${type}/SOA`,
    name: '@',
    subscription: zone.subscription,
    parent: zone.key,
    body: {
      properties: {
        ttl: 3600,
        fqdn: `${zone.name}.`,
        isAutoRegistered: false,
        soaRecord: {
          host: 'azureprivatedns.net',
          email: 'azureprivatedns-host.microsoft.com',
          serialNumber: 1,
          refreshTime: 3600,
          retryTime: 300,
          expireTime: 2_419_200,
          minimumTtl: 10,
        },
      },
    },
    internal: { etag: world.newGuid() },
    state: 'Succeeded',
    hidden: false,
  })
}
