import type { WorkspaceRequest } from '@palisade/contract'
import {
  type Cloud,
  cloudHosts,
  forbiddenRanges,
  kubernetesDefaults,
  mostStorageIpRules,
  mostWorkspaceIps,
  namedSubnets,
  publicClientRanges,
  reservedAddresses,
} from '@palisade/facts'
import { addressPlan, longestPrefix, type SubnetUse } from '../address-plan/address-plan.ts'
import { parseRange } from '../address-plan/ipv4-range.ts'
import { choicesOf } from '../choices.ts'
import { counted } from '../counted.ts'
import { neededZones } from '../dns/needed-zones.ts'
import { computesOf } from '../validate/computes-of.ts'
import { isNamed } from '../validate/is-named.ts'
import { demandOf, subnetDemands } from '../validate/subnet-demand.ts'

/** What a request was held against, in words. Read together with `validateRequest`, which did it. */
export function checks(request: WorkspaceRequest, cloud: Cloud = 'AzurePublic'): string[] {
  return [
    `${request.region} is a region of ${cloud}.`,
    `Every option belongs to the scenario ${choicesOf(request).scenario}.`,
    ...networkChecks(request),
    ...reachChecks(request),
    ...clientChecks(request),
    ...managedChecks(request),
    ...egressChecks(request),
    ...dnsChecks(request, cloud),
    ...computeChecks(request),
    ...inferenceChecks(request),
    ...otherChecks(request, cloud),
    'Every name follows the rules of Azure for its type.',
    'No tag takes a name that Palisade sets itself, and nothing in the request looks like a secret.',
  ]
}

function networkChecks(request: WorkspaceRequest): string[] {
  const { hasNetwork, isExistingNetwork } = choicesOf(request)
  if (!hasNetwork) return []
  return [
    ...spaceChecks(request),
    ...(isExistingNetwork ? existingChecks(request) : []),
    ...(request.network?.peering === undefined ? [] : ['The hub is another network than the one of the workspace.']),
  ]
}

function spaceChecks(request: WorkspaceRequest): string[] {
  const addressSpace = request.network?.addressSpace
  const space = addressSpace === undefined ? undefined : parseRange(addressSpace)
  if (addressSpace === undefined || space === undefined) return []
  const plan = addressPlan(space)
  const made = subnetDemands(request).filter(({ use }) => !isNamed(request, use))
  const uses: readonly SubnetUse[] = made.map(({ use }) => use)
  const free = (['bastion', 'hosts', 'scoring'] as const).filter((use) => !uses.includes(use))
  return [
    `${addressSpace} is an IPv4 range that begins at its first address and is at least a /${longestPrefix}.`,
    `It overlaps none of the ranges that Azure or Azure ML reserves: ${forbiddenRanges.map(({ cidr }) => cidr).join(', ')}.`,
    ...made.flatMap(({ use, addresses, why }) => {
      const { usable } = plan[use]
      if (use === 'training') return [trainingSize(request, usable)]
      if (use === 'firewall') return [sizeOfNamed('AzureFirewallSubnet', 'Azure Firewall')]
      if (use === 'bastion') return [sizeOfNamed('AzureBastionSubnet', 'Azure Bastion')]
      return [`The ${use} subnet has ${counted(usable, 'address', 'addresses')} and needs ${addresses}, for ${why}.`]
    }),
    ...(free.length === 0
      ? []
      : [`Room is kept for ${free.map((use) => `${use} (${plan[use].addressPrefix})`).join(', ')}.`]),
  ]
}

function trainingSize(request: WorkspaceRequest, usable: number): string {
  const { nodes, instances } = demandOf(request)
  return `The training subnet has ${usable} addresses for ${counted(nodes, 'cluster node')} and ${counted(instances, 'compute instance')} at their most.`
}

function sizeOfNamed(name: keyof typeof namedSubnets, what: string): string {
  return `${name} has the /${namedSubnets[name].longestPrefix} that ${what} needs.`
}

function existingChecks(request: WorkspaceRequest): string[] {
  const named = subnetDemands(request).filter(({ use }) => isNamed(request, use))
  return [
    'The network that exists is in the subscription of the workspace.',
    'Its subnets that the request names are ranges without an address in common, outside of what Azure reserves.',
    ...named.map(({ use, addresses, why }) =>
      use === 'bastion'
        ? sizeOfNamed('AzureBastionSubnet', 'Azure Bastion')
        : `The subnet for ${use} has the ${addresses} addresses that ${why} need, and the ${reservedAddresses} that Azure keeps.`,
    ),
    ...(request.network?.addressSpace === undefined ? [] : ['New subnets overlap none of them.']),
  ]
}

function reachChecks(request: WorkspaceRequest): string[] {
  const { hasNetwork, storage } = choicesOf(request)
  if (!hasNetwork) return []
  return [
    'Workspace, storage, vault and registry are each reached in one way, and in one that Azure offers.',
    ...(storage === 'serviceEndpoint'
      ? ['The service endpoint for storage is in the subnet of the compute, with the workspace endpoint.']
      : []),
  ]
}

function clientChecks(request: WorkspaceRequest): string[] {
  const { clientIps } = choicesOf(request)
  if (clientIps.length === 0) return []
  const most = Math.min(mostWorkspaceIps, mostStorageIpRules)
  return [
    `The workspace is public, and its ${counted(clientIps.length, 'client address or range', 'client addresses and ranges')} of at most ${most} are public and no range is longer than /${publicClientRanges.longestPrefix}.`,
  ]
}

function managedChecks(request: WorkspaceRequest): string[] {
  const { isolation } = choicesOf(request)
  if (isolation === undefined) return []
  return [
    'There is a way in: a private endpoint for clients, or public access.',
    'No compute is in a subnet, and none has a public address.',
    ...(request.outboundRules === undefined || request.outboundRules.length === 0
      ? []
      : [
          `Each outbound rule has one destination of a kind that the isolation ${isolation} takes, no two have the same name, and none leads to storage by its host.`,
        ]),
  ]
}

function egressChecks(request: WorkspaceRequest): string[] {
  const { egress, hasComputeInNetwork } = choicesOf(request)
  if (!hasComputeInNetwork) return []
  return [
    `The options of egress fit its mode ${egress}.`,
    ...(egress === 'none' ? ['Nothing in the network needs a way out: all compute has public addresses.'] : []),
  ]
}

function dnsChecks(request: WorkspaceRequest, cloud: Cloud): string[] {
  const choices = choicesOf(request)
  if (!choices.hasNetwork) return []
  const linked = request.network?.existing?.linkedZones ?? []
  return [
    `The options of dns fit its mode ${choices.dns}.`,
    ...(linked.length === 0
      ? []
      : [
          `Of the ${counted(neededZones({ choices, cloud }).length, 'private DNS zone')} that the endpoints need, the network is linked to none twice.`,
        ]),
  ]
}

function computeChecks(request: WorkspaceRequest): string[] {
  if (computesOf(request).length === 0) return []
  return [
    'No two computes have the same name, and no cluster keeps more nodes than it may have.',
    'All compute is in the region, the subscription and the network of the workspace.',
  ]
}

function inferenceChecks(request: WorkspaceRequest): string[] {
  const { endpoints = [], kubernetes } = request.inference ?? {}
  const { hasNewKubernetes } = choicesOf(request)
  return [
    ...(endpoints.length === 0
      ? []
      : [
          'No two online endpoints have the same name, and each is called and reaches out in a way that the workspace has.',
        ]),
    ...(kubernetes === undefined ? [] : ['The workspace has the system identity that Kubernetes compute needs.']),
    ...(hasNewKubernetes
      ? [
          `The range of its services, ${kubernetes?.serviceCidr ?? kubernetesDefaults.serviceCidr}, overlaps neither the network nor what Azure keeps.`,
        ]
      : []),
  ]
}

function otherChecks(request: WorkspaceRequest, cloud: Cloud): string[] {
  const { hasLabellingAccount, storage } = choicesOf(request)
  const labels = typeof request.studio === 'object' && request.studio.labelling !== undefined
  return [
    ...(labels
      ? [
          `Labelling keeps its data ${hasLabellingAccount ? 'in an account of its own' : `in storage that is ${storage}`}.`,
        ]
      : []),
    ...(request.sentinel === undefined
      ? []
      : ['Sentinel notebooks can reach the workspace in the way that is asked for.']),
    ...(request.encryption === undefined
      ? []
      : [`The key is in the vault that the request names, in ${cloudHosts[cloud].vaultSuffix}.`]),
  ]
}
