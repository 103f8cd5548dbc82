import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import type { Cloud } from '@palisade/facts'
import { choicesOf, type DnsMode } from '../choices.ts'
import { neededZones } from '../dns/needed-zones.ts'
import { problem } from './problem.ts'
import { addressProblems } from './ranges.ts'

type Dns = NonNullable<WorkspaceRequest['dns']>

/** Whether the options of dns fit its mode, and whether the network can be linked to the zones. */
export function dnsProblems(request: WorkspaceRequest, cloud: Cloud): ProblemItem[] {
  if (!choicesOf(request).hasNetwork) return []
  const { dns, network } = request
  return [
    ...(dns === undefined ? [] : [...missing(dns, request), ...ofOtherModes(dns)]),
    ...(dns?.servers ?? []).flatMap((server, index) => addressProblems(server, `/dns/servers/${index}`)),
    ...(network?.dnsServers ?? []).flatMap((server, index) => addressProblems(server, `/network/dnsServers/${index}`)),
    ...twice(request),
    ...zonesOverlap(request, cloud),
  ]
}

/** Which mode an option belongs to. */
const modeOf = {
  zonesIn: 'existingZones',
  linkZones: 'existingZones',
  servers: 'customServer',
  zoneGroupName: 'policy',
} as const satisfies Partial<Record<keyof Dns, DnsMode>>

const options = ['zonesIn', 'linkZones', 'servers', 'zoneGroupName'] as const

function missing(dns: Dns, { network }: WorkspaceRequest): ProblemItem[] {
  if (dns.mode === 'existingZones' && dns.zonesIn === undefined) {
    return [
      problem('dns-option', '/dns/zonesIn', 'The mode existingZones needs the resource group of the zones: add it.'),
    ]
  }
  const servers = [...(dns.servers ?? []), ...(network?.dnsServers ?? [])]
  // A network that exists asks its servers already.
  if (dns.mode === 'customServer' && servers.length === 0 && network?.existing === undefined) {
    return [
      problem('dns-option', '/dns/servers', 'The mode customServer needs the servers that the network asks: add them.'),
    ]
  }
  return []
}

function ofOtherModes(dns: Dns): ProblemItem[] {
  return options
    .filter((name) => modeOf[name] !== dns.mode && dns[name] !== undefined)
    .map((name) =>
      problem(
        'dns-option',
        `/dns/${name}`,
        `It belongs to the mode ${modeOf[name]}, and the mode is ${dns.mode}: remove it.`,
      ),
    )
}

function twice({ dns, network }: WorkspaceRequest): ProblemItem[] {
  const isTwice = dns?.mode === 'customServer' && dns.servers !== undefined && network?.dnsServers !== undefined
  if (!isTwice) return []
  return [problem('dns-option', '/network/dnsServers', 'The servers stand in dns.servers too: remove one of the two.')]
}

function zonesOverlap(request: WorkspaceRequest, cloud: Cloud): ProblemItem[] {
  const choices = choicesOf(request)
  const { dns } = choices
  const isLinked = dns === 'privateZones' || (dns === 'existingZones' && request.dns?.linkZones !== false)
  if (!isLinked) return []
  const ours = new Set(neededZones({ choices, cloud }))
  const both = (request.network?.existing?.linkedZones ?? []).filter((zone) => ours.has(zone))
  if (both.length === 0) return []
  const pointer = dns === 'existingZones' ? '/dns/linkZones' : request.dns === undefined ? '/dns' : '/dns/mode'
  const remedy = dns === 'existingZones' ? 'set dns.linkZones to false' : 'use them with the mode existingZones'
  return [problem('zones-overlap', pointer, `The network is linked to ${both.join(', ')} already: ${remedy}.`)]
}
