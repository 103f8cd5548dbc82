import type { WorkspaceRequest } from '@palisade/contract'
import fc from 'fast-check'
import { addressesOf, anyCompute, type Compute, namesIn } from './requests/any-compute.ts'
import { anyConflict } from './requests/any-conflict.ts'
import { anyEgress } from './requests/any-egress.ts'
import {
  anyEndpoints,
  anyExistingKubernetes,
  anyNewKubernetes,
  type EndpointRules,
  type Kubernetes,
  scoringAddressesOf,
} from './requests/any-inference.ts'
import {
  anyExistingNetwork,
  anyOwnNetwork,
  isDefaultServiceRangeFree,
  type NetworkParts,
} from './requests/any-network.ts'
import { anyOptions, type OptionRules } from './requests/any-options.ts'
import { anyOutboundRules } from './requests/any-outbound-rules.ts'
import { anyGround, type Ground, nothing, type RequestCloud } from './requests/ground.ts'
import { elsewhere } from './requests/ranges.ts'

type Resources = NonNullable<WorkspaceRequest['resources']>

/**
 * Requests that can be built, of every scenario and with every option. What depends on something else is chosen after it,
 * so that nothing has to be thrown away, and each shrinks to the fewest options that still show a failure.
 */
export const anyRequestIn = (cloud: RequestCloud): fc.Arbitrary<WorkspaceRequest> =>
  anyGround(cloud).chain((fixed) => {
    const ground = { cloud, ...fixed }
    return fc
      .tuple(
        fc.oneof(
          { arbitrary: anyInNetwork(ground, 'private'), weight: 4 },
          { arbitrary: anyInNetwork(ground, 'hybrid'), weight: 3 },
          { arbitrary: anyManaged(ground), weight: 3 },
          { arbitrary: anyOpen(ground), weight: 1 },
        ),
        anyConflict,
      )
      .map(([rest, conflict]) => {
        const resources = { ...rest.resources, ...conflict }
        return { ...fixed, ...rest, ...(Object.keys(resources).length === 0 ? {} : { resources }) }
      })
  })

/** Those of the public cloud. */
export const anyRequest = anyRequestIn('AzurePublic')

type Scenario = Omit<WorkspaceRequest, 'name' | 'project' | 'subscriptionId' | 'resourceGroup' | 'region'>

/** The scenarios whose compute is in the network: with the workspace closed, or public. */
function anyInNetwork(ground: Ground, scenario: 'private' | 'hybrid'): fc.Arbitrary<Scenario> {
  return fc
    .record({
      isExistingNetwork: fc.boolean(),
      hasWayOut: often,
      isPublic: fc.boolean(),
      hasWorkspaceEndpoint: fc.boolean(),
      kubernetes: anyKubernetes(ground),
    })
    .chain((shape) => {
      const hasWorkspaceEndpoint = scenario === 'private' || shape.hasWorkspaceEndpoint
      const isClosedPossible = shape.hasWayOut && hasWorkspaceEndpoint
      const compute = optional(
        anyCompute(ground, {
          publicIp: isClosedPossible ? [true, false] : [true],
          mayBeSilent: isClosedPossible || scenario === 'hybrid',
          subnetId: undefined,
        }),
      )
      return compute.chain((compute) => {
        const kubernetes = renamed(shape.kubernetes, compute)
        const isNew = kubernetes !== undefined && kubernetes.clusterId === undefined
        const isWorkspacePublic = scenario === 'hybrid' || shape.isPublic
        const rules = { isWorkspacePublic, hasWorkspaceEndpoint, isManaged: false }
        const needs = {
          training: addressesOf(compute) + workspaceEndpointAddresses,
          scoring: isNew ? scoringAddressesOf(kubernetes) : undefined,
        }
        return fc
          .tuple(
            shape.isExistingNetwork ? anyExistingNetwork(ground, needs) : anyOwnNetwork(ground, needs),
            anyEgress(ground, {
              isExistingNetwork: shape.isExistingNetwork,
              isNeeded: isNew || (shape.hasWayOut && needsWayOut(compute, scenario)),
              isDefault: scenario === 'private' && !shape.isExistingNetwork,
              hasPublicCompute: hasPublicCompute(compute, scenario),
            }),
            anyResources({ hasWorkspaceEndpoint, isWorkspaceEndpointDefault: scenario === 'private' }),
            anyInference(rules),
            anyOptions(ground, {
              scenario,
              isWorkspacePublic,
              hasNetwork: true,
              hasWorkspaceEndpoint,
              mayHaveOwnIdentity: kubernetes === undefined,
            }),
            fc.boolean(),
            scenario === 'private' ? fc.constantFrom({}, { scenario }) : fc.constant({ scenario }),
          )
          .map(([network, egress, resources, endpoints, options, isElsewhere, said]) => ({
            ...said,
            ...network,
            ...leftToOwner(egress, network),
            ...resources,
            ...(Object.keys(compute).length === 0
              ? {}
              : { compute: inSubnets(compute, network, isElsewhere && !hasStorageEndpoint(resources)) }),
            ...inference(endpoints, kubernetes, network),
            ...options,
          }))
      })
    })
}

/** Compute is in a network that Azure ML manages. People come from a network, from the internet, or from both. */
function anyManaged(ground: Ground): fc.Arbitrary<Scenario> {
  return fc
    .record({
      network: fc.constantFrom('none' as const, 'own' as const, 'existing' as const),
      mayBePublic: fc.boolean(),
      isEndpointLeftOut: fc.boolean(),
      isolation: fc.constantFrom(undefined, 'internet' as const, 'approvedOnly' as const),
    })
    .chain(({ network, mayBePublic, isEndpointLeftOut, isolation }) => {
      const hasNetwork = network !== 'none'
      const isWorkspacePublic = mayBePublic || !hasNetwork
      const hasWorkspaceEndpoint = hasNetwork && !(isWorkspacePublic && isEndpointLeftOut)
      const needs = { training: 1, scoring: undefined }
      const networks: fc.Arbitrary<Partial<NetworkParts>> =
        network === 'none'
          ? nothing
          : network === 'own'
            ? anyOwnNetwork(ground, needs)
            : anyExistingNetwork(ground, needs)
      return fc
        .tuple(
          networks,
          optional(anyCompute(ground, { publicIp: [false], mayBeSilent: true, subnetId: undefined })),
          fc.record({ outboundRules: anyOutboundRules(ground, isolation ?? 'approvedOnly') }, { requiredKeys: [] }),
          anyManagedResources(hasNetwork, hasWorkspaceEndpoint),
          anyInference({ isWorkspacePublic, hasWorkspaceEndpoint, isManaged: true }),
          anyOptions(ground, {
            scenario: 'managed',
            isWorkspacePublic,
            hasNetwork,
            hasWorkspaceEndpoint,
            mayHaveOwnIdentity: true,
          }),
        )
        .map(([network, compute, rules, resources, endpoints, options]) => ({
          scenario: 'managed' as const,
          ...(isolation === undefined ? {} : { isolation }),
          ...network,
          ...rules,
          ...resources,
          ...(Object.keys(compute).length === 0 ? {} : { compute }),
          ...inference(endpoints, undefined, undefined),
          ...options,
        }))
    })
}

/** No network at all. */
function anyOpen(ground: Ground): fc.Arbitrary<Scenario> {
  const rules: OptionRules = {
    scenario: 'open',
    isWorkspacePublic: true,
    hasNetwork: false,
    hasWorkspaceEndpoint: false,
    mayHaveOwnIdentity: true,
  }
  return fc
    .tuple(
      optional(anyCompute(ground, { publicIp: [true], mayBeSilent: true, subnetId: undefined })),
      anyInference({ isWorkspacePublic: true, hasWorkspaceEndpoint: false, isManaged: false }),
      anyOptions(ground, rules),
    )
    .map(([compute, endpoints, options]) => ({
      scenario: 'open' as const,
      ...(Object.keys(compute).length === 0 ? {} : { compute }),
      ...inference(endpoints, undefined, undefined),
      ...options,
    }))
}

/** With a service endpoint for storage, the workspace's own endpoint is in the training subnet. */
const workspaceEndpointAddresses = 3

/** Shrinks to `true`, which leaves more of the request as it was. */
const often = fc.constantFrom(true, true, true, false)

const optional = (compute: fc.Arbitrary<Compute>): fc.Arbitrary<Compute> => fc.option(compute, { nil: {} })

const anyKubernetes = (ground: Ground): fc.Arbitrary<Kubernetes | undefined> =>
  fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 3 },
    { arbitrary: anyNewKubernetes, weight: 1 },
    { arbitrary: anyExistingKubernetes(ground), weight: 1 },
  )

/** Clusters, instances and Kubernetes share one list of names. */
function renamed(kubernetes: Kubernetes | undefined, compute: Compute): Kubernetes | undefined {
  if (kubernetes === undefined) return undefined
  const taken = new Set(namesIn(compute))
  const free = [kubernetes.name, 'aks-a', 'aks-b', 'aks-c', 'aks-d', 'aks-e', 'aks-f', 'aks-g', 'aks-h', 'aks-i']
  return { ...kubernetes, name: free.find((name) => !taken.has(name.toLowerCase())) ?? kubernetes.name }
}

const isPublic = ({ publicIp }: { readonly publicIp?: boolean }, scenario: string) => publicIp ?? scenario === 'hybrid'

function needsWayOut({ clusters = [], instances = [] }: Compute, scenario: string): boolean {
  return [...clusters, ...instances].some((one) => !isPublic(one, scenario))
}

function hasPublicCompute({ clusters = [], instances = [] }: Compute, scenario: string): boolean {
  return [...clusters, ...instances].some((one) => isPublic(one, scenario))
}

/** A subnet that was there before is not given a gateway: its way out is its owner's. */
function leftToOwner({ egress }: Pick<WorkspaceRequest, 'egress'>, { network }: NetworkParts) {
  if (egress === undefined) return {}
  const { training, scoring } = network.existing?.subnets ?? {}
  if (egress.mode !== 'natGateway' || (training === undefined && scoring === undefined)) return { egress }
  return { egress: { ...egress, mode: 'appliance' as const, nextHop: elsewhere.appliance } }
}

/** Storage behind a service endpoint lets in nobody from another subnet than the one for training. */
function hasStorageEndpoint({ resources }: Pick<WorkspaceRequest, 'resources'>): boolean {
  return resources?.storage?.serviceEndpoint === true
}

/** Now and then the first of each sort is in another subnet of the same network, where that was there before. */
function inSubnets(compute: Compute, { network }: NetworkParts, isElsewhere: boolean): Compute {
  const id = network.existing?.virtualNetworkId
  if (id === undefined || !isElsewhere) return compute
  const subnetId = `${id}/subnets/snet-gpu`
  const first = <One>(list: One[]) => list.map((one, index) => (index === 0 ? { ...one, subnetId } : one))
  return {
    ...(compute.clusters === undefined ? {} : { clusters: first(compute.clusters) }),
    ...(compute.instances === undefined ? {} : { instances: first(compute.instances) }),
  }
}

const anyInference = (rules: EndpointRules) => fc.record({ endpoints: anyEndpoints(rules) }, { requiredKeys: [] })

function inference(
  { endpoints }: Pick<NonNullable<WorkspaceRequest['inference']>, 'endpoints'>,
  kubernetes: Kubernetes | undefined,
  network: NetworkParts | undefined,
): Pick<WorkspaceRequest, 'inference'> {
  if (endpoints === undefined && kubernetes === undefined) return {}
  return {
    inference: {
      ...(endpoints === undefined ? {} : { endpoints }),
      ...(kubernetes === undefined || network === undefined ? {} : { kubernetes: apart(kubernetes, network) }),
    },
  }
}

/** The services of a new cluster are apart from the network. */
function apart(kubernetes: Kubernetes, { network }: NetworkParts): Kubernetes {
  if (kubernetes.clusterId !== undefined || kubernetes.serviceCidr !== undefined) return kubernetes
  if (isDefaultServiceRangeFree(network)) return kubernetes
  return { ...kubernetes, serviceCidr: elsewhere.services }
}

const yes = fc.record({ privateEndpoint: fc.constant(true), serviceEndpoint: fc.constant(false) }, { requiredKeys: [] })

const anyResources = (rules: {
  readonly hasWorkspaceEndpoint: boolean
  readonly isWorkspaceEndpointDefault: boolean
}): fc.Arbitrary<Pick<WorkspaceRequest, 'resources'>> => {
  const workspace = fc.record(
    { privateEndpoint: fc.constant(rules.hasWorkspaceEndpoint) },
    { requiredKeys: rules.hasWorkspaceEndpoint === rules.isWorkspaceEndpointDefault ? [] : ['privateEndpoint'] },
  )
  const service = fc.record(
    { serviceEndpoint: fc.constant(true), privateEndpoint: fc.constant(false) },
    { requiredKeys: ['serviceEndpoint'] },
  )
  const reached = fc.oneof(yes, service)
  const storage: fc.Arbitrary<NonNullable<Resources['storage']>> = fc
    .tuple(
      reached,
      fc.record({ serviceEndpointSubnet: fc.constant('training' as const), admits }, { requiredKeys: [] }),
    )
    .map(([reached, { serviceEndpointSubnet, admits }]) => ({
      ...reached,
      ...(serviceEndpointSubnet === undefined || reached.serviceEndpoint !== true ? {} : { serviceEndpointSubnet }),
      ...(admits === undefined ? {} : { admits }),
    }))
  const resources = fc.record(
    { workspace, storage, vault: reached, registry: yes },
    {
      requiredKeys: rules.hasWorkspaceEndpoint === rules.isWorkspaceEndpointDefault ? [] : ['workspace'],
    },
  )
  return rules.hasWorkspaceEndpoint === rules.isWorkspaceEndpointDefault
    ? fc.record({ resources }, { requiredKeys: [] })
    : fc.record({ resources })
}

const admits = fc.constantFrom('resourceInstances' as const, 'trustedServices' as const)

/** Of a managed network, vault and registry are its own business. */
const anyManagedResources = (
  hasNetwork: boolean,
  hasWorkspaceEndpoint: boolean,
): fc.Arbitrary<Pick<WorkspaceRequest, 'resources'>> => {
  const storage = fc.record(
    { admits, ...(hasNetwork ? { privateEndpoint: fc.constant(true) } : {}) },
    { requiredKeys: [] },
  )
  if (!hasNetwork || hasWorkspaceEndpoint) {
    const workspace = hasNetwork ? fc.record({ privateEndpoint: fc.constant(true) }, { requiredKeys: [] }) : nothing
    return fc.record({ resources: fc.record({ workspace, storage }, { requiredKeys: [] }) }, { requiredKeys: [] })
  }
  return fc.record({
    resources: fc.record(
      { workspace: fc.record({ privateEndpoint: fc.constant(false) }), storage },
      { requiredKeys: ['workspace'] },
    ),
  })
}
