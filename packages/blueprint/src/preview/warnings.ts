import type { WorkspaceRequest } from '@palisade/contract'
import {
  computeDefaults,
  managedFirewallSeconds,
  managedNetworkSeconds,
  privateRanges,
  softDeleteDays,
} from '@palisade/facts'
import { contains, parseRange } from '../address-plan/ipv4-range.ts'
import { choicesOf, hasPublicIp } from '../choices.ts'
import { imageBuilder } from '../compute/image-builder.ts'
import { computesOf } from '../validate/computes-of.ts'
import { unknownSuffix } from './unknown.ts'

/** What is allowed and worth knowing before it is made. */
export function warnings(request: WorkspaceRequest): string[] {
  return [
    `The six letters shown as ${unknownSuffix} in names that are unique in all of Azure, and the names of role assignments, are known once the workspace is created.`,
    `The key vault has purge protection: after a delete Azure keeps it, and its name, for ${softDeleteDays.keyVault} days.`,
    'Storage is locally redundant: the data stays in the region, in one data centre.',
    ...takenNames(request),
    ...logs(request),
    ...networkWarnings(request),
    ...egressWarnings(request),
    ...dnsWarnings(request),
    ...clientWarnings(request),
    ...managedWarnings(request),
    ...versionWarnings(request),
    ...imageBuild(request),
    ...largeClusters(request),
    ...inferenceWarnings(request),
    ...studioWarnings(request),
    ...jumpBoxWarnings(request),
  ]
}

function takenNames({ resources }: WorkspaceRequest): string[] {
  return [
    ...(resources?.onExisting === 'adopt'
      ? [
          'What exists under a needed name is taken over: it is changed to what is needed, and removed together with the workspace.',
        ]
      : []),
    ...(resources?.onSoftDeleted === 'purge'
      ? ['What Azure keeps deleted under a needed name is destroyed for good, and nobody can bring it back.']
      : []),
  ]
}

function logs(request: WorkspaceRequest): string[] {
  const { hasOpenLogs, hasMonitorScope } = choicesOf(request)
  if (hasOpenLogs || hasMonitorScope) return []
  return [
    'Log Analytics and Application Insights are closed to the internet: they take and show telemetry only through a private link scope of Azure Monitor, which monitor.privateLinkScope makes.',
  ]
}

function networkWarnings(request: WorkspaceRequest): string[] {
  if (!choicesOf(request).hasNetwork) return []
  return [...publicRange(request), ...unpeered(request)]
}

function publicRange({ network }: WorkspaceRequest): string[] {
  // A part of a network that exists is as public as that one is.
  if (network?.addressSpace === undefined || network.existing !== undefined) return []
  const space = parseRange(network.addressSpace)
  const isPrivate = privateRanges.some((cidr) => {
    const range = parseRange(cidr)
    return space !== undefined && range !== undefined && contains(range, space)
  })
  if (isPrivate) return []
  return [
    `${network.addressSpace} is not a private range: hosts on the internet with these addresses become unreachable.`,
  ]
}

/** A new network reaches only networks that it is peered with. */
function unpeered(request: WorkspaceRequest): string[] {
  const { egress, dns, isExistingNetwork } = choicesOf(request)
  if (isExistingNetwork || request.network?.peering !== undefined) return []
  const needsHub = egress === 'existingAzureFirewall' || egress === 'appliance'
  const needsServers = dns === 'customServer' || request.network?.dnsServers !== undefined
  return [
    ...(needsHub
      ? ['The new network is not peered: until it is, nothing reaches the firewall that its routes lead to.']
      : []),
    ...(needsServers
      ? ['The new network is not peered: until it is, its DNS servers are not reached unless they are public.']
      : []),
  ]
}

function egressWarnings(request: WorkspaceRequest): string[] {
  const { egress, hasComputeInNetwork } = choicesOf(request)
  if (!hasComputeInNetwork) return []
  const { allow = [], allowHosts = [], policyId } = request.egress ?? {}
  const hasPublicCompute = computesOf(request).some(({ asked }) => hasPublicIp(request, asked))
  const names = [...allow, ...allowHosts]
  return [
    ...(egress === 'natGateway' ? [noFilter('A NAT gateway', names)] : []),
    ...(hasPublicCompute && egress === 'none' ? [noFilter('Compute with public addresses', names)] : []),
    ...(hasPublicCompute
      ? [
          'Azure makes a public address, a load balancer and a security group for compute with public addresses: locks and policies must let it.',
        ]
      : []),
    ...(egress === 'appliance' || (egress === 'existingAzureFirewall' && policyId === undefined)
      ? [
          'The rules of the firewall are not set by Palisade: they are handed over, and compute starts only once they are there.',
        ]
      : []),
  ]
}

function noFilter(what: string, names: readonly string[]): string {
  const lead = `${what} cannot filter hosts by name`
  if (names.length === 0) return `${lead}: only services of Azure that have a tag can be reached.`
  return `${lead}: for ${names.join(', ')} port 443 is open to the whole internet.`
}

function dnsWarnings(request: WorkspaceRequest): string[] {
  const { dns, hasNetwork } = choicesOf(request)
  if (!hasNetwork) return []
  switch (dns) {
    case 'policy':
      return ['The names of private endpoints are made by an Azure Policy: the job waits until it has made them.']
    case 'customServer':
      return [
        'The records of private endpoints are handed over, to be added to the DNS servers: until they are there, compute does not find the workspace.',
      ]
    case 'existingZones':
      return request.dns?.linkZones === false
        ? ['The network is not linked to the zones: the DNS servers that it asks have to see them.']
        : []
    case 'privateZones':
      return []
  }
}

function clientWarnings(request: WorkspaceRequest): string[] {
  const { clientIps, hasStudio } = choicesOf(request)
  if (clientIps.length === 0) return []
  return [
    'Storage ignores address rules for clients in its own region: those come from the network, or not at all.',
    ...(hasStudio
      ? ['The studio does not show data of storage that is opened by client addresses; the SDK and the CLI do.']
      : []),
  ]
}

function managedWarnings(request: WorkspaceRequest): string[] {
  const { isolation } = choicesOf(request)
  if (isolation === undefined) return []
  const hasHosts = (request.outboundRules ?? []).some(({ fqdn }) => fqdn !== undefined)
  return [
    `Azure ML takes about ${managedNetworkSeconds / 60} minutes to make the managed network.`,
    ...(hasHosts
      ? [
          `Rules by host bring an Azure Firewall, which costs money by the hour and takes about ${managedFirewallSeconds / 60} minutes more. They open the ports 80 and 443 only.`,
        ]
      : []),
    isolation === 'approvedOnly'
      ? 'The managed network lets out only what outbound rules allow, and cannot be opened or removed later: package hosts, for example, need rules.'
      : 'The managed network lets everything out. It can be closed to what is approved later, and cannot be removed.',
  ]
}

function versionWarnings(request: WorkspaceRequest): string[] {
  if (request.legacyV1 !== true) return []
  const { endpoints = [], kubernetes } = request.inference ?? {}
  const { hasWorkspaceEndpoint, isolation } = choicesOf(request)
  const broken = [
    ...(kubernetes === undefined ? [] : ['Kubernetes compute']),
    ...(isolation === undefined ? [] : ['the managed network']),
  ]
  return [
    'legacyV1 turns the API of version 2 off: its CLI, its SDK and what they make do not work.',
    ...(broken.length === 0
      ? []
      : [`Features of version 2 that the request asks for break with legacyV1: ${broken.join(', ')}.`]),
    ...(endpoints.length === 0
      ? []
      : [
          `With legacyV1, Azure ML refuses online endpoints, so these are not made: ${endpoints.map(({ name }) => name).join(', ')}.`,
        ]),
    ...(hasWorkspaceEndpoint
      ? []
      : [
          'legacyV1 keeps traffic away from the public Azure Resource Manager only behind a private endpoint, and the workspace has none.',
        ]),
  ]
}

function imageBuild(request: WorkspaceRequest): string[] {
  const { registry, isolation } = choicesOf(request)
  // In a managed network, compute without a server builds them.
  if (registry === 'open' || isolation !== undefined) return []
  if (imageBuilder(request.compute?.clusters ?? []) !== undefined) return []
  return [
    'No cluster can build images: Azure cannot build into a private registry by itself, so add a cluster without GPUs before using environments of your own.',
  ]
}

function largeClusters(request: WorkspaceRequest): string[] {
  return (request.compute?.clusters ?? [])
    .filter(({ maxNodes }) => maxNodes > computeDefaults.nodesPerCluster)
    .map(
      ({ name, maxNodes }) =>
        `${name} may have ${maxNodes} nodes; a subscription whose quota was never raised allows ${computeDefaults.nodesPerCluster} per cluster.`,
    )
}

function inferenceWarnings(request: WorkspaceRequest): string[] {
  const { isolation } = choicesOf(request)
  const { endpoints = [], kubernetes } = request.inference ?? {}
  const later = endpoints.filter(({ outbound, deployment }) => outbound !== undefined && deployment === undefined)
  return [
    ...(isolation === undefined
      ? later.map(
          ({ name, outbound }) =>
            `${name} has no deployment yet: "outbound" is a property of each deployment, so whoever makes one later has to set it to ${outbound}.`,
        )
      : []),
    ...(kubernetes?.clusterId === undefined
      ? []
      : [
          "Azure ML's extension is put into the Kubernetes cluster that exists: whether it is private, and what may leave it, its owner decides.",
        ]),
  ]
}

function studioWarnings(request: WorkspaceRequest): string[] {
  const { hasStudio, storage } = choicesOf(request)
  if (storage === 'open') return []
  return hasStudio
    ? ['The sample pipelines of the designer fail behind a network: they read data of another account.']
    : ['The studio cannot show data: previews, the designer, automated ML and labelling do not work in it.']
}

function jumpBoxWarnings(request: WorkspaceRequest): string[] {
  const { hasJumpBox, isExistingNetwork, egress } = choicesOf(request)
  if (!hasJumpBox) return []
  const { users = [] } = typeof request.jumpBox === 'object' ? request.jumpBox : {}
  return [
    ...(users.length === 0
      ? ['Nobody can sign in to the jump box until somebody gives them the role Virtual Machine User Login on it.']
      : []),
    ...(isExistingNetwork && request.network?.existing?.subnets?.bastion === undefined
      ? ['No Bastion is made in the network that exists: the jump box is reached through the one of its owner.']
      : []),
    ...(egress === 'none'
      ? ['Nothing leads out of the network, so the jump box may not load what signing in with Entra ID needs.']
      : []),
  ]
}
