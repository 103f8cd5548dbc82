import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { keyOf } from '../arm/resource-id.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { networkName } from '../network/names.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/** Writes the addresses of its endpoint into the zones, and takes them out again. */
export const privateDnsZoneGroup: ArmType = {
  type: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
  name: networkName(1, 80),
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: networkAnswers,
  seconds: { create: 20, update: 20, delete: 20 },
  locks: (id) => [id.parent],
  refers: (body) =>
    configurations(body).flatMap((configuration) => {
      const id = read.text(configuration, 'properties', 'privateDnsZoneId')
      return id === undefined ? [] : [{ id, field: 'properties.privateDnsZoneConfigs.properties.privateDnsZoneId' }]
    }),
  validate({ id, body, world }) {
    const configs = configurations(body)
    if (configs.length === 0 || configs.length > 5)
      throw new ArmError(
        400,
        'PrivateDnsZoneGroupInvalidConfigCount',
        `The private DNS zone group ${id.id} must have from 1 to 5 private DNS zone configs.`,
      )
    const other = world
      .children(id.parent, 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups')
      .find((group) => group.key !== id.key)
    if (other !== undefined)
      throw new ArmError(
        400,
        'MoreThanOnePrivateDnsZoneGroupPerPrivateEndpointNotAllowed',
        `Private endpoint ${id.parent} already has the private DNS zone group ${other.id}.`,
      )
    const endpoint = world.get(id.parent)
    if (endpoint !== undefined && endpoint.state !== 'Succeeded') {
      throw new ArmError(429, 'RetryableError', 'A retryable error occurred.', {
        details: [
          {
            code: 'ReferencedResourceNotProvisioned',
            message: `Cannot proceed with operation because resource ${endpoint.id} used by resource ${id.id} is not in Succeeded state. Resource is in ${endpoint.state} state and the last operation that updated/is updating the resource is PutPrivateEndpointOperation.`,
          },
        ],
      })
    }
  },
  settled(group, world) {
    withdrawRecords(group, world)
    writeRecords(group, world)
  },
  show(group, body, world) {
    const endpoint = world.get(group.parent)
    return {
      ...body,
      properties: {
        ...read.object(body, 'properties'),
        privateDnsZoneConfigs: configurations(body).map((configuration) => {
          const zone = zoneOf(configuration, world)
          const name = read.text(configuration, 'name') ?? ''
          return {
            name,
            id: `${group.id}/privateDnsZoneConfigs/${name}`,
            type: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups/privateDnsZoneConfigs',
            properties: {
              provisioningState: group.state,
              ...read.object(configuration, 'properties'),
              recordSets: (zone === undefined || endpoint === undefined ? [] : recordsFor(endpoint, zone)).map(
                ({ name: record, address }) => ({
                  recordType: 'A',
                  recordSetName: record,
                  fqdn: `${record}.${zone?.name ?? ''}`,
                  ttl: 10,
                  provisioningState: group.state,
                  ipAddresses: [address],
                }),
              ),
            },
          }
        }),
      },
    }
  },
  removed: withdrawRecords,
}

function configurations(body: JsonObject): JsonObject[] {
  return read
    .list(body, 'properties', 'privateDnsZoneConfigs')
    .filter((item: Json): item is JsonObject => read.isObject(item))
}

function zoneOf(configuration: JsonObject, world: World): Resource | undefined {
  return world.get(keyOf(read.text(configuration, 'properties', 'privateDnsZoneId') ?? ''))
}

/** The names of an endpoint that belong into a zone of this name. */
function recordsFor(endpoint: Resource, zone: Resource): { name: string; address: string }[] {
  return read.list(endpoint.internal, 'members').flatMap((member) =>
    read
      .list(member, 'records')
      .filter((record) => read.text(record, 'zone')?.toLowerCase() === zone.name.toLowerCase())
      .map((record) => ({ name: read.text(record, 'name') ?? '', address: read.text(member, 'address') ?? '' })),
  )
}

function writeRecords(group: Resource, world: World): void {
  const endpoint = world.get(group.parent)
  if (endpoint === undefined) return
  for (const configuration of configurations(group.body)) {
    const zone = zoneOf(configuration, world)
    if (zone === undefined) continue
    for (const { name, address } of recordsFor(endpoint, zone)) {
      const key = `${zone.key}/a/${name.toLowerCase()}`
      const existing = world.get(key)
      const owners = [...read.list(existing?.internal, 'owners'), { group: group.key, address }]
      putRecord(zone, key, name, owners, world)
    }
  }
}

/** A record that two endpoints wrote shows the last; when that one goes, the one before it shows again. */
function withdrawRecords(group: Resource, world: World): void {
  for (const record of world.ofType('Microsoft.Network/privateDnsZones/A')) {
    const owners = read.list(record.internal, 'owners')
    const left = owners.filter((owner) => read.text(owner, 'group') !== group.key)
    if (left.length === owners.length) continue
    const zone = world.get(record.parent)
    if (left.length === 0 || zone === undefined) world.remove(record.key)
    else putRecord(zone, record.key, record.name, left, world)
  }
}

function putRecord(zone: Resource, key: string, name: string, owners: Json[], world: World): void {
  world.put({
    id: `${zone.id}/A/${name}`,
    key,
    type: 'Microsoft.Network/privateDnsZones/A',
    name,
    subscription: zone.subscription,
    parent: zone.key,
    body: {
      properties: {
        metadata: { creator: 'created by private endpoint zone group' },
        fqdn: `${name}.${zone.name}.`,
        ttl: 10,
        aRecords: [{ ipv4Address: read.text(owners.at(-1) ?? null, 'address') ?? '' }],
        isAutoRegistered: false,
      },
    },
    internal: { owners, etag: world.newGuid() },
    state: 'Succeeded',
    hidden: false,
  })
}
