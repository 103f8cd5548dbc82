import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { namedSubnets, reservedAddresses } from '@palisade/facts'
import { formatRange, type Ipv4Range, overlaps, parseRange, prefixFor, sizeOf } from '../address-plan/ipv4-range.ts'
import { choicesOf } from '../choices.ts'
import { isInSubscription } from './arm-id.ts'
import { problem } from './problem.ts'
import { forbiddenProblems, rangeProblems } from './ranges.ts'
import { repeatedNames } from './repeated-names.ts'
import { subnetDemands } from './subnet-demand.ts'

type Subnets = NonNullable<NonNullable<NonNullable<WorkspaceRequest['network']>['existing']>['subnets']>

/** A subnet that the request names, with where it stands there. */
interface Named {
  readonly role: string
  readonly name: string
  readonly addressPrefix: string
  readonly at: string
  readonly range: Ipv4Range | undefined
}

const bastionName = 'AzureBastionSubnet'

/** Subnets that Azure keeps for one purpose and knows by their names. Source: "Naming rules and restrictions". */
const reservedNames: readonly string[] = [
  ...Object.keys(namedSubnets),
  'AzureFirewallManagementSubnet',
  'GatewaySubnet',
  'RouteServerSubnet',
]

/** Whether a network that exists, and what the request says of its subnets, can be built in. */
export function existingNetworkProblems(request: WorkspaceRequest): ProblemItem[] {
  const existing = request.network?.existing
  if (existing === undefined || !choicesOf(request).hasNetwork) return []
  const subnets = namedIn(existing.subnets ?? {})
  return [
    ...(isInSubscription(existing.virtualNetworkId, request.subscriptionId)
      ? []
      : [
          problem(
            'network-other-subscription',
            '/network/existing/virtualNetworkId',
            `Azure ML wants the network in the subscription of the workspace: name one in ${request.subscriptionId}.`,
          ),
        ]),
    ...(request.network?.dnsServers === undefined
      ? []
      : [
          problem(
            'network-option',
            '/network/dnsServers',
            'The network exists and has its DNS servers: remove the option.',
          ),
        ]),
    ...subnets.flatMap((one) => [
      ...nameProblems(one),
      ...rangeProblems(one.addressPrefix, `${one.at}/addressPrefix`, 'invalid-value'),
      ...(one.range === undefined ? [] : forbiddenProblems(one.range, `${one.at}/addressPrefix`)),
      ...sizeProblems(one, request),
    ]),
    ...repeatedNames(
      'duplicate-name',
      subnets.map(({ name, at }) => ({ name, at: `${at}/name` })),
    ),
    ...overlapProblems(subnets, request),
  ]
}

function namedIn(subnets: Subnets): Named[] {
  return Object.entries(subnets).map(([role, { name, addressPrefix }]) => ({
    role,
    name,
    addressPrefix,
    at: `/network/existing/subnets/${role}`,
    range: parseRange(addressPrefix),
  }))
}

function nameProblems({ role, name, at }: Named): ProblemItem[] {
  if (role === 'bastion') {
    if (name.toLowerCase() === bastionName.toLowerCase()) return []
    return [problem('invalid-value', `${at}/name`, `Azure wants Bastion in a subnet of the name ${bastionName}.`)]
  }
  if (!reservedNames.some((reserved) => reserved.toLowerCase() === name.toLowerCase())) return []
  return [
    problem('invalid-value', `${at}/name`, `Azure keeps the subnet ${name} for another purpose: name another one.`),
  ]
}

function sizeProblems({ role, range, at }: Named, request: WorkspaceRequest): ProblemItem[] {
  if (range === undefined) return []
  const pointer = `${at}/addressPrefix`
  const { longestPrefix } = namedSubnets[bastionName]
  if (role === 'bastion') {
    if (range.prefix <= longestPrefix) return []
    return [problem('subnet-too-small', pointer, `Bastion needs at least a /${longestPrefix}: name a larger subnet.`)]
  }
  const needed = subnetDemands(request).find(({ use }) => use === role)
  if (needed === undefined || sizeOf(range.prefix) >= needed.addresses + reservedAddresses) return []
  return [
    problem(
      role === 'training' ? 'training-subnet-too-small' : 'subnet-too-small',
      pointer,
      `${needed.why} need ${needed.addresses} addresses, Azure keeps ${reservedAddresses}, and ${formatRange(range)} has ${sizeOf(range.prefix)}: name a subnet of at least a /${prefixFor(needed.addresses + reservedAddresses)}.`,
    ),
  ]
}

function overlapProblems(subnets: readonly Named[], { network }: WorkspaceRequest): ProblemItem[] {
  const ranged = subnets.flatMap(({ range, ...rest }) => (range === undefined ? [] : [{ ...rest, range }]))
  const space = parseRange(network?.addressSpace ?? '')
  const inSpace = ranged.filter(({ range }) => space !== undefined && overlaps(space, range))
  return [
    ...ranged.flatMap(({ role, at, range }, index) => {
      const other = ranged.slice(0, index).find((earlier) => overlaps(earlier.range, range))
      if (other === undefined) return []
      return [
        problem(
          'subnets-overlap',
          `${at}/addressPrefix`,
          `The subnets ${other.role} and ${role} overlap: correct one.`,
        ),
      ]
    }),
    ...(inSpace.length === 0
      ? []
      : [
          problem(
            'subnets-overlap',
            '/network/addressSpace',
            `New subnets would be made where ${inSpace.map(({ role, addressPrefix }) => `${role} (${addressPrefix})`).join(', ')} already is: name a part of the network that is free.`,
          ),
        ]),
  ]
}
