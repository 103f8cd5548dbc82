import type { NetworkManagementClient, NetworkSecurityGroup, Subnet, VirtualNetwork } from '@azure/arm-network'
import type { CheckResult, Finding } from '@palisade/contract'
import { forbiddenRanges } from '@palisade/facts'
import { isSameRegion } from '../kinds/is-same-region.ts'
import { isWithin } from '../kinds/is-within.ts'
import { parseResourceId } from '../resource-id.ts'
import { networkSdk } from '../sdks/network.ts'
import type { Asking } from './asking.ts'
import { couldNotLook, fail, result, warn } from './findings.ts'
import { freeAddresses } from './free-addresses.ts'
import { isMissing, lookAt } from './look-at.ts'
import { nodeFlows } from './node-flows.ts'
import { peeredRanges } from './peered-ranges.ts'
import { overlap } from './ranges.ts'
import { decide } from './security-rules.ts'
import type { SubjectOf } from './subject.ts'

type Subject = SubjectOf<'existing-network'>
type NamedSubnet = Subject['subnets'][number]

/**
 * Whether a network that was there before can take what is put into it: its ranges, those of the networks it is peered
 * with, room in its subnets, and what its security groups let through.
 *
 * What the settings of a network and of its subnets have to be is required where they are read (see the kinds), and is not
 * said twice.
 * @param workspaceId whose our own networks are: one of ours that is peered already does not overlap itself.
 */
export async function checkExistingNetwork(
  asking: Asking,
  subject: Subject,
  workspaceId: string,
): Promise<CheckResult> {
  const { check, virtualNetworkId, region, isHub } = subject
  const id = parseResourceId(virtualNetworkId)
  const client = await networkSdk.open(asking.connection, id.subscription)
  const sight = await lookAt(asking, `virtual network ${id.name}`, () => client.virtualNetworks.get(id.group, id.name))
  if (isMissing(sight)) {
    return result(check, [
      fail('azure-missing', { subject: virtualNetworkId, message: 'This network does not exist.' }),
    ])
  }
  if (!sight.isSeen) return result(check, [couldNotLook(virtualNetworkId, sight)])

  const network = sight.value
  const peered = peeredRanges({ asking, network, subject, workspaceId })
  const inSubnets = isHub ? [] : ofSubnets(asking, client, network, subject)
  return result(check, [
    ...ofRegion(virtualNetworkId, network, region),
    ...(isHub ? [] : ofOwnRanges(network, subject)),
    ...(await peered),
    ...(await inSubnets),
  ])
}

function ofRegion(subject: string, { location }: VirtualNetwork, region: string | undefined): Finding[] {
  if (region === undefined || isSameRegion(location, region)) return []
  return [
    fail('existing-unsuitable', {
      subject,
      message: `The network is in ${location ?? 'no region'}; compute and private endpoints are in ${region}.`,
      remedy: `Name a network in ${region}, or choose the region of this one.`,
    }),
  ]
}

function ofOwnRanges(network: VirtualNetwork, { virtualNetworkId, ranges, subnets }: Subject): Finding[] {
  const space = network.addressSpace?.addressPrefixes ?? []
  const forbidden = forbiddenRanges.flatMap(({ cidr, why }) =>
    [...space, ...ranges]
      .filter((range, index, all) => all.indexOf(range) === index && overlap(range, cidr))
      .map((range) =>
        fail('address-space-forbidden', {
          subject: virtualNetworkId,
          message: `${range} overlaps ${cidr}: ${why}.`,
          remedy: 'Use a network and ranges that have no address of it.',
        }),
      ),
  )
  const named = new Set(subnets.map(({ id }) => id.toLowerCase()))
  const taken = (network.subnets ?? [])
    .filter(({ id = '' }) => !named.has(id.toLowerCase()))
    .flatMap((subnet) => rangesOf(subnet).flatMap((theirs) => ofTakenRange(virtualNetworkId, subnet, theirs, ranges)))
  return [...forbidden, ...taken]
}

function ofTakenRange(subject: string, { name = '' }: Subnet, theirs: string, ranges: readonly string[]): Finding[] {
  return ranges
    .filter((range) => overlap(range, theirs))
    .map((range) => {
      const message = `${range} overlaps the subnet ${name} (${theirs}).`
      // Ours are cut from a range: one in it may be of an earlier job, or lie beside what is cut.
      return isWithin(theirs, [range])
        ? warn('subnets-overlap', {
            subject,
            message,
            remedy:
              'Nothing, if it was made for this workspace; otherwise choose a range of the network that no subnet has.',
          })
        : fail('subnets-overlap', { subject, message, remedy: 'Choose a range of the network that no subnet has.' })
    })
}

async function ofSubnets(
  asking: Asking,
  client: NetworkManagementClient,
  network: VirtualNetwork,
  { subnets, virtualNetworkId, region = network.location ?? '' }: Subject,
): Promise<Finding[]> {
  const free = await freeAddresses(asking, client, virtualNetworkId, network)
  const looked = subnets.map(async (named): Promise<Finding[]> => {
    const found = network.subnets?.find(({ id }) => id?.toLowerCase() === named.id.toLowerCase())
    if (found === undefined) {
      return [fail('azure-missing', { subject: named.id, message: 'This subnet does not exist.' })]
    }
    return [
      ...ofRoom(named, free.get(named.id.toLowerCase())),
      ...(named.purpose === 'training' ? await ofRules(asking, client, named, found, region) : []),
    ]
  })
  return (await Promise.all(looked)).flat()
}

function ofRoom({ id, addresses }: NamedSubnet, free: number | undefined): Finding[] {
  if (free === undefined || free >= addresses) return []
  return [
    fail('azure-subnet-full', {
      subject: id,
      message: `The subnet has ${free} free addresses, and ${addresses} are needed at most.`,
      remedy: 'Name a larger subnet, free addresses in it, or ask for fewer nodes.',
    }),
  ]
}

async function ofRules(
  asking: Asking,
  client: NetworkManagementClient,
  { id, hasPublicNodes }: NamedSubnet,
  subnet: Subnet,
  region: string,
): Promise<Finding[]> {
  const groupId = subnet.networkSecurityGroup?.id
  if (groupId === undefined) return []
  const group = parseResourceId(groupId)
  const sight = await lookAt(asking, `network security group ${group.name}`, () =>
    client.networkSecurityGroups.get(group.group, group.name),
  )
  return sight.isSeen
    ? refused(sight.value, id, rangesOf(subnet), region, hasPublicNodes)
    : [couldNotLook(groupId, sight)]
}

function refused(
  group: NetworkSecurityGroup,
  subnetId: string,
  ranges: readonly string[],
  region: string,
  hasPublicNodes: boolean,
): Finding[] {
  const decided = nodeFlows(region, hasPublicNodes).map((flow) => ({ flow, decision: decide(group, ranges, flow) }))
  const stopping = decided.filter(({ flow, decision }) => flow.isVital && decision === 'denied')
  const others = decided.filter(
    ({ flow, decision }) => decision === 'unclear' || (!flow.isVital && decision === 'denied'),
  )
  const about = `The network security group ${group.name ?? ''} of the subnet ${subnetId.split('/').at(-1)}`
  return [
    ...(stopping.length === 0
      ? []
      : [
          fail('existing-unsuitable', {
            subject: group.id ?? subnetId,
            message: `${about} denies what nodes of Azure ML do not start without: ${listed(stopping)}.`,
            remedy: 'Add rules that allow it, before the one that denies it.',
          }),
        ]),
    ...(others.length === 0
      ? []
      : [
          warn('existing-unsuitable', {
            subject: group.id ?? subnetId,
            message: `${about} denies, or may deny, what nodes of Azure ML need: ${listed(others)}.`,
            remedy:
              'Add rules that allow it, or make sure that the ranges which it allows hold the addresses of these services.',
          }),
        ]),
  ]
}

function listed(
  flows: readonly { readonly flow: { direction: string; tag: string; protocol: string; port: number } }[],
) {
  return flows
    .map(({ flow: { direction, tag, protocol, port } }) => {
      return `${direction === 'Outbound' ? 'to' : 'from'} ${tag} ${protocol.toUpperCase()} ${port}`
    })
    .join(', ')
}

function rangesOf({ addressPrefix, addressPrefixes = [] }: Subnet): string[] {
  return (addressPrefix === undefined ? addressPrefixes : [addressPrefix]).filter((range) => !range.includes(':'))
}
