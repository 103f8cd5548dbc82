import type { WorkspaceRequest } from '@palisade/contract'
import { kubernetesAddresses, type SubResource, subResources } from '@palisade/facts'
import type { SubnetUse } from '../address-plan/address-plan.ts'
import { choicesOf } from '../choices.ts'
import { counted } from '../counted.ts'
import { hasLabellingEndpoint, neededEndpoints, type SubResourceName } from '../dns/needed-zones.ts'
import { neededSubnets } from '../network/needed-subnets.ts'
import { computesOf } from './computes-of.ts'

/** What a subnet has to have room for. */
export interface SubnetDemand {
  readonly use: SubnetUse
  /** How many addresses are taken in it, beside those that Azure keeps. */
  readonly addresses: number
  readonly why: string
}

/** How many nodes a new Kubernetes cluster has where the request does not say. */
const kubernetesNodes = 3

/** Which subnets have to be there, whether they are made or exist, and how large they have to be. */
export function subnetDemands(request: WorkspaceRequest): SubnetDemand[] {
  return neededSubnets({ choices: choicesOf(request), request }).map((use) => ({ use, ...demandIn(use, request) }))
}

function demandIn(use: SubnetUse, request: WorkspaceRequest): Pick<SubnetDemand, 'addresses' | 'why'> {
  switch (use) {
    case 'training':
      return trainingDemand(request)
    case 'endpoints':
      return { addresses: endpointAddresses(request), why: 'the private endpoints' }
    case 'scoring':
      return { addresses: scoringDemand(request), why: 'the nodes, pods and load balancer of the Kubernetes cluster' }
    case 'hosts':
      return { addresses: 1, why: 'the jump box' }
    // These have the size that Azure wants of a subnet of their name.
    case 'bastion':
    case 'firewall':
      return { addresses: 1, why: use === 'bastion' ? 'Azure Bastion' : 'Azure Firewall' }
  }
}

/** How many cluster nodes and instances there are in the training subnet when all clusters are at their largest. */
export function demandOf(request: WorkspaceRequest): { nodes: number; instances: number } {
  const demand = { nodes: 0, instances: 0 }
  if (!choicesOf(request).hasComputeInNetwork) return demand
  for (const { kind, asked } of computesOf(request)) {
    // One that names a subnet takes its addresses there, and how large that is only Azure knows.
    if (asked.subnetId !== undefined) continue
    if (kind === 'cluster') demand.nodes += asked.maxNodes
    else demand.instances += 1
  }
  return demand
}

function trainingDemand(request: WorkspaceRequest) {
  const { nodes, instances } = demandOf(request)
  const endpoint = hasEndpointBesideCompute(request) ? subResources.workspace.addresses : 0
  return {
    addresses: nodes + instances + endpoint,
    why: `${counted(nodes, 'cluster node')} and ${counted(instances, 'compute instance')}${endpoint > 0 ? ', with the workspace endpoint,' : ''}`,
  }
}

/** A service endpoint for storage wants the workspace's own endpoint in the same subnet. */
function hasEndpointBesideCompute(request: WorkspaceRequest): boolean {
  const { storage, hasWorkspaceEndpoint } = choicesOf(request)
  return storage === 'serviceEndpoint' && hasWorkspaceEndpoint
}

function endpointAddresses(request: WorkspaceRequest): number {
  const choices = choicesOf(request)
  const labelling: SubResourceName[] = hasLabellingEndpoint({ choices }) ? ['blob'] : []
  const here = neededEndpoints({ choices }).filter((name) => name !== 'workspace' || !hasEndpointBesideCompute(request))
  return [...here, ...labelling].reduce((sum, name) => {
    const part: SubResource = subResources[name]
    return sum + part.addresses
  }, 0)
}

/** Pods have addresses of the subnet, and a node takes those of all its pods at once. One more is for the load balancer. */
function scoringDemand(request: WorkspaceRequest): number {
  const nodes = request.inference?.kubernetes?.nodes ?? kubernetesNodes
  return (nodes + kubernetesAddresses.nodesForUpgrade) * kubernetesAddresses.perNode.subnet + 1
}
