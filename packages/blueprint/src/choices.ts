import type { WorkspaceRequest } from '@palisade/contract'

type Words<Key extends 'scenario' | 'isolation'> = NonNullable<WorkspaceRequest[Key]>
export type EgressMode = NonNullable<WorkspaceRequest['egress']>['mode']
export type DnsMode = NonNullable<WorkspaceRequest['dns']>['mode']

/**
 * How a resource is reached:
 * - `privateEndpoint`: by an address of its own in the network;
 * - `serviceEndpoint`: from one subnet, without an address of its own;
 * - `managedOnly`: only from the network that Azure ML manages;
 * - `open`: from anywhere, by who may sign in.
 */
export type Reach = 'privateEndpoint' | 'serviceEndpoint' | 'managedOnly' | 'open'

/** What a request decides, said or by default. Every default of the product that has to do with security is here. */
export interface Choices {
  readonly scenario: Words<'scenario'>
  /** The network is one that was there before. */
  readonly isExistingNetwork: boolean
  readonly hasNetwork: boolean
  /** Compute lives in the network; else Azure ML has a network of its own for it, or none at all. */
  readonly hasComputeInNetwork: boolean
  /** What a managed network lets out; undefined where compute is not in one. */
  readonly isolation: Words<'isolation'> | undefined
  readonly hasWorkspaceEndpoint: boolean
  readonly isWorkspacePublic: boolean
  /**
   * The public workspace answers the named clients only. Not where compute reaches it over the internet too: the addresses
   * of its nodes are not known.
   */
  readonly isLimitedToClients: boolean
  readonly storage: Reach
  readonly vault: Reach
  readonly registry: Reach
  readonly storageAdmits: 'resourceInstances' | 'trustedServices'
  readonly clientIps: readonly string[]
  readonly egress: EgressMode
  readonly dns: DnsMode
  readonly hasStudio: boolean
  readonly hasLabellingAccount: boolean
  /** Asked for, or because private Sentinel notebooks are opened from it. */
  readonly hasJumpBox: boolean
  /** The workspace acts as an identity that was there before it, and not as one that Azure makes with it. */
  readonly hasOwnIdentity: boolean
  readonly hasNewKubernetes: boolean
  /** Logs may be written and read over the internet. */
  readonly hasOpenLogs: boolean
  readonly isHighBusinessImpact: boolean
  readonly hasMonitorScope: boolean
  readonly hasDiagnostics: boolean
}

export function choicesOf(request: WorkspaceRequest): Choices {
  const scenario = request.scenario ?? 'private'
  const hasNetwork = scenario !== 'open' && request.network !== undefined
  const isExistingNetwork = hasNetwork && request.network?.existing !== undefined
  const hasComputeInNetwork = hasNetwork && scenario !== 'managed'
  const resources = request.resources ?? {}
  const reach = (asked: { readonly serviceEndpoint?: boolean } = {}): Reach => {
    if (scenario === 'open') return 'open'
    if (!hasNetwork) return 'managedOnly'
    return asked.serviceEndpoint === true ? 'serviceEndpoint' : 'privateEndpoint'
  }
  const hasWorkspaceEndpoint = hasNetwork && (resources.workspace?.privateEndpoint ?? scenario !== 'hybrid')
  const isWorkspacePublic = scenario === 'open' || scenario === 'hybrid' || request.access?.public === true
  const clientIps = request.access?.clientIps ?? []
  return {
    scenario,
    isExistingNetwork,
    hasNetwork,
    hasComputeInNetwork,
    isolation: scenario === 'managed' ? (request.isolation ?? 'approvedOnly') : undefined,
    hasWorkspaceEndpoint,
    isWorkspacePublic,
    isLimitedToClients: isWorkspacePublic && clientIps.length > 0 && (hasWorkspaceEndpoint || scenario === 'managed'),
    storage: reach(resources.storage),
    // Of a managed network, clients need only the workspace and the data.
    vault: scenario === 'managed' ? 'managedOnly' : reach(resources.vault),
    registry: scenario === 'managed' ? 'managedOnly' : reach(),
    storageAdmits: resources.storage?.admits ?? 'resourceInstances',
    clientIps,
    egress: egressMode(request, hasComputeInNetwork),
    dns: request.dns?.mode ?? 'privateZones',
    hasStudio: request.studio !== false,
    hasLabellingAccount: labellingOf(request) === 'separateAccount',
    hasJumpBox: hasNetwork && (isWanted(request.jumpBox) || request.sentinel?.access === 'private'),
    // Azure needs to see the customer's key before the workspace exists, so an identity has to be there before.
    hasOwnIdentity: request.identity?.type === 'userAssigned' || request.encryption !== undefined,
    hasNewKubernetes:
      hasComputeInNetwork &&
      request.inference?.kubernetes !== undefined &&
      request.inference.kubernetes.clusterId === undefined,
    hasOpenLogs: scenario === 'open' || request.sentinel?.access === 'public',
    isHighBusinessImpact: request.highBusinessImpact ?? scenario !== 'open',
    hasMonitorScope: hasNetwork && request.monitor?.privateLinkScope === true,
    hasDiagnostics: request.monitor?.diagnosticSettings === true,
  }
}

/** Whether the nodes of a cluster, or an instance, have public addresses. */
export function hasPublicIp(request: WorkspaceRequest, compute: { readonly publicIp?: boolean }): boolean {
  return compute.publicIp ?? (request.scenario === 'hybrid' || request.scenario === 'open')
}

/** Where labelling keeps its data, if the request says so. */
export function labellingOf(request: WorkspaceRequest) {
  return typeof request.studio === 'object' ? request.studio.labelling : undefined
}

function isWanted(option: boolean | object | undefined): boolean {
  return option !== undefined && option !== false
}

function egressMode(request: WorkspaceRequest, hasComputeInNetwork: boolean): EgressMode {
  if (!hasComputeInNetwork) return 'none'
  if (request.egress !== undefined) return request.egress.mode
  const isOwnAndPrivate = request.scenario !== 'hybrid' && request.network?.existing === undefined
  return isOwnAndPrivate ? 'azureFirewall' : 'none'
}
