import type { Blueprint, Declared, HandOffView } from '@palisade/contract'
import { cloudHosts, cloudOfRegion, mlCompute, privateEndpoint, type SubResource, subResources } from '@palisade/facts'
import { Type } from 'typebox'
import { Value } from 'typebox/value'

type HostRecord = HandOffView['hostRecords'][number]

/** What a private endpoint gives as `hostRecords`, as text. */
const HostRecords = Type.Array(Type.Object({ host: Type.String(), addresses: Type.Array(Type.String()) }))

/**
 * What people who run a firewall or a DNS of their own have to set up for a workspace.
 * @param outputs what the steps have given so far, by their keys; an endpoint that has given nothing yet is left out.
 */
export function handOff(
  blueprint: Blueprint,
  outputs: ReadonlyMap<string, Readonly<Record<string, string>>>,
): HandOffView {
  const endpoints = blueprint.resources.filter(({ kind, action }) => kind === privateEndpoint.type && action === 'make')
  const records = endpoints.flatMap((endpoint) => recordsOf(endpoint, outputs.get(endpoint.key)?.hostRecords))
  return {
    egressRules: blueprint.handOff?.egressRules ?? [],
    routes: blueprint.handOff?.routes ?? [],
    hostRecords: [...records, ...instanceRecords(blueprint, records)],
  }
}

function recordsOf(endpoint: Declared, text: string | undefined): HostRecord[] {
  if (text === undefined) return []
  const zones = zonesOf(endpoint)
  return Value.Parse(HostRecords, JSON.parse(text)).map(({ host, addresses }) => ({
    host,
    addresses,
    zone: zones.length === 1 ? (zones[0] ?? null) : zoneOfHost(host, zones),
  }))
}

/** A compute instance has no address that clients use: its name leads to the endpoint of the workspace. */
function instanceRecords({ resources }: Blueprint, records: readonly HostRecord[]): HostRecord[] {
  const workspace = records.find(({ host }) => /^[^.]+\.workspace\./.test(host))
  if (workspace === undefined) return []
  return resources
    .filter(({ kind, action, body }) => kind === mlCompute.type && action === 'make' && Value.Check(Instance, body))
    .map(({ name, body }) => {
      const { location } = Value.Parse(Instance, body)
      const { instancesSuffix } = cloudHosts[cloudOfRegion(location)]
      return { host: `${name}.${location}.${instancesSuffix}`, addresses: workspace.addresses, zone: null }
    })
}

/** What a stored compute says of itself if it is an instance. */
const Instance = Type.Object({
  location: Type.String(),
  properties: Type.Object({ computeType: Type.Literal('ComputeInstance') }),
})

/** Of several zones of an endpoint, the one whose public form the host ends in. */
function zoneOfHost(host: string, zones: readonly string[]): string | null {
  return zones.find((zone) => host.toLowerCase().endsWith(zone.replace(/^privatelink/, ''))) ?? null
}

/** What a stored endpoint says of itself; references in it are of no interest here. */
const Endpoint = Type.Object({
  location: Type.String(),
  properties: Type.Object({
    privateLinkServiceConnections: Type.Array(
      Type.Object({ properties: Type.Object({ groupIds: Type.Array(Type.String()) }) }),
    ),
  }),
})

/** The private zones of an endpoint, in the cloud of its region. */
function zonesOf({ body }: Declared): readonly string[] {
  const { location, properties } = Value.Parse(Endpoint, body)
  const [connection] = properties.privateLinkServiceConnections
  const parts: readonly SubResource[] = Object.values(subResources)
  const part = parts.find(({ groupId }) => connection?.properties.groupIds.includes(groupId))
  return part?.zones[cloudOfRegion(location)] ?? []
}
