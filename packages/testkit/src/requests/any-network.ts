import type { WorkspaceRequest } from '@palisade/contract'
import fc from 'fast-check'
import { anyId, anySubscription, cloudParts, type Ground } from './ground.ts'
import {
  blocks,
  elsewhere,
  isApartFromDefaultServices,
  partOf,
  prefixFor,
  type Range,
  rangeIn,
  wish,
  written,
} from './ranges.ts'

export type Network = NonNullable<WorkspaceRequest['network']>
type Existing = NonNullable<Network['existing']>
type Dns = NonNullable<WorkspaceRequest['dns']>

/** What the network has to have room for, and whether the request can leave something to it. */
export interface NetworkNeeds {
  readonly training: number
  /** Undefined where no cluster is made. */
  readonly scoring: number | undefined
}

/** The parts of a request that have to agree with one another on the network. */
export interface NetworkParts {
  readonly network: Network
  readonly dns?: Dns
}

/** The smallest range that all subnets of a workspace fit into. */
const longestSpace = 22

const dnsServers = fc.subarray(
  [1, 2, 3, 4].map((last) => `${elsewhere.dnsServers}.${last}`),
  { minLength: 1 },
)

/** A network that is made for the workspace. */
export const anyOwnNetwork = (ground: Ground, needs: NetworkNeeds): fc.Arbitrary<NetworkParts> =>
  fc
    .tuple(blocks, wish, anyPeering(ground), anyNames(ground, { mayLeaveServersOut: false }))
    .map(([block, wanted, peering, { dns, dnsServers }]) => ({
      network: { addressSpace: written(rangeIn(block, wanted, longestFor(needs))), ...peering, ...dnsServers },
      ...dns,
    }))

function longestFor({ training, scoring }: NetworkNeeds): number {
  const forScoring = scoring === undefined ? longestSpace : prefixFor(scoring) - 2
  return Math.min(longestSpace, prefixFor(training) - 1, forScoring)
}

/**
 * A network that was there before. Its subnets are named, or cut from a free part of its range, or some of each. The
 * first half of its range is free; the second has the subnets, each in a place of its own.
 */
export const anyExistingNetwork = (ground: Ground, needs: NetworkNeeds): fc.Arbitrary<NetworkParts> =>
  fc
    .record({
      id: virtualNetworkId(ground, fc.constantFrom('vnet-shared', 'VNet_2')),
      block: blocks,
      hasSpace: fc.boolean(),
      space: wish,
      named: fc.record({
        training: fc.boolean(),
        endpoints: fc.boolean(),
        scoring: fc.boolean(),
        hosts: fc.boolean(),
        bastion: fc.boolean(),
      }),
      wanted: fc.record({ training: wish, scoring: wish }),
      rest: fc.record({ mayAdjust: fc.boolean() }, { requiredKeys: [] }),
      linkedZones: fc.subarray([
        'privatelink.redis.cache.windows.net',
        'corp.example.com',
        cloudParts[ground.cloud].blobZone,
      ]),
      names: anyNames(ground, { mayLeaveServersOut: true }),
      peering: anyPeering(ground),
    })
    .map(({ id, block, hasSpace, space, named, wanted, rest, linkedZones, names, peering }) => {
      const free = partOf(block, 0, 1)
      const isNamed = (use: keyof typeof named) => !hasSpace || named[use]
      const subnets = {
        ...(isNamed('training') ? { training: subnet('snet-ml', trainingIn(block, wanted.training, needs)) } : {}),
        ...(isNamed('endpoints') ? { endpoints: subnet('Endpoints_1', smallIn(block, 0)) } : {}),
        ...(isNamed('scoring') ? { scoring: subnet('scoring.aks', scoringIn(block, wanted.scoring, needs)) } : {}),
        ...(isNamed('hosts') ? { hosts: subnet('hosts', smallIn(block, 1)) } : {}),
        ...(named.bastion ? { bastion: subnet('AzureBastionSubnet', smallIn(block, 2)) } : {}),
      }
      const zones = linksZones(names.dns.dns)
        ? linkedZones.filter((zone) => zone !== cloudParts[ground.cloud].blobZone)
        : linkedZones
      const existing: Existing = {
        virtualNetworkId: id,
        ...(Object.keys(subnets).length === 0 ? {} : { subnets }),
        ...rest,
        ...(zones.length === 0 ? {} : { linkedZones: zones }),
      }
      return {
        network: {
          ...(hasSpace ? { addressSpace: written(rangeIn(free, space, longestFor(needs))) } : {}),
          existing,
          ...(isSameNetwork(peering, id) ? {} : peering),
        },
        ...names.dns,
      }
    })

function virtualNetworkId({ subscriptionId }: Ground, name: fc.Arbitrary<string>) {
  return anyId('Microsoft.Network/virtualNetworks', fc.constant(subscriptionId), name)
}

/** Whether the services of a cluster may have the range that AKS takes where nothing is said. */
export function isDefaultServiceRangeFree({ addressSpace, existing }: Network): boolean {
  const cidrs = Object.values(existing?.subnets ?? {}).map(({ addressPrefix }) => addressPrefix)
  return [...cidrs, ...(addressSpace === undefined ? [] : [addressSpace])].map(parsed).every(isApartFromDefaultServices)
}

function parsed(cidr: string): Range {
  const [address = '', prefix = ''] = cidr.split('/')
  return { first: address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0), prefix: Number(prefix) }
}

const subnet = (name: string, range: Range) => ({ name, addressPrefix: written(range) })

/** The first half of what has subnets is for training. */
function trainingIn(block: Range, { prefix }: { readonly prefix: number }, { training }: NetworkNeeds): Range {
  return rangeIn(partOf(block, 2, 2), { prefix, place: 0 }, prefixFor(training))
}

function scoringIn(block: Range, { prefix }: { readonly prefix: number }, { scoring = 1 }: NetworkNeeds): Range {
  return rangeIn(partOf(block, 6, 3), { prefix, place: 0 }, prefixFor(scoring))
}

/** Bastion takes no less than a /26, and that is enough for all endpoints that a workspace can have. */
function smallIn(block: Range, place: number): Range {
  return rangeIn(partOf(block, 7, 3), { prefix: 26, place }, 26)
}

const anyPeering = (ground: Ground): fc.Arbitrary<Pick<Network, 'peering'>> =>
  fc.option(
    fc.record({
      peering: fc.record(
        {
          hubId: anyId(
            'Microsoft.Network/virtualNetworks',
            anySubscription(ground),
            fc.constantFrom('vnet-hub', 'Hub'),
          ),
          useHubGateway: fc.boolean(),
        },
        { requiredKeys: ['hubId'] },
      ),
    }),
    { nil: {}, freq: 2 },
  )

function isSameNetwork({ peering }: Pick<Network, 'peering'>, id: string): boolean {
  return peering?.hubId.toLowerCase() === id.toLowerCase()
}

interface Names {
  readonly dns: { readonly dns?: Dns }
  readonly dnsServers: Pick<Network, 'dnsServers'>
}

/** Who keeps the names, and which servers are asked. A network that exists has its servers, and takes no others. */
const anyNames = (
  ground: Ground,
  { mayLeaveServersOut }: { readonly mayLeaveServersOut: boolean },
): fc.Arbitrary<Names> => {
  const zonesIn = anySubscription(ground).map((id) => `/subscriptions/${id}/resourceGroups/rg-dns`)
  const zones = fc
    .record({ mode: fc.constant('existingZones' as const), zonesIn })
    .chain((fixed) =>
      fc.record({ linkZones: fc.boolean() }, { requiredKeys: [] }).map((rest): Dns => ({ ...fixed, ...rest })),
    )
  const policy = fc.record(
    { mode: fc.constant('policy' as const), zoneGroupName: fc.constantFrom('deployedByPolicy', 'corp_zones') },
    { requiredKeys: ['mode'] },
  )
  const ofNoServer = fc.option(
    fc.record({ dns: fc.oneof(fc.constant<Dns>({ mode: 'privateZones' }), zones, policy) }),
    {
      nil: {},
    },
  )
  const own: fc.Arbitrary<Pick<Network, 'dnsServers'>> = mayLeaveServersOut
    ? fc.constant({})
    : fc.option(fc.record({ dnsServers }), { nil: {}, freq: 2 })
  const server = fc.constant({ mode: 'customServer' as const })
  return fc.oneof(
    { arbitrary: fc.record({ dns: ofNoServer, dnsServers: own }), weight: 6 },
    {
      arbitrary: fc.record({
        dns: fc.record({ dns: fc.record({ mode: fc.constant('customServer' as const), servers: dnsServers }) }),
        dnsServers: fc.constant({}),
      }),
      weight: 1,
    },
    {
      arbitrary: fc.record({
        dns: fc.record({ dns: server }),
        dnsServers: mayLeaveServersOut ? fc.constant({}) : fc.record({ dnsServers }),
      }),
      weight: 1,
    },
  )
}

/** Whether the network is linked to zones because of the request. */
function linksZones(dns: Dns | undefined): boolean {
  return dns === undefined || dns.mode === 'privateZones' || (dns.mode === 'existingZones' && dns.linkZones !== false)
}
