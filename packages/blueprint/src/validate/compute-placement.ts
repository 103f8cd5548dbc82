import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { choicesOf } from '../choices.ts'
import { isInSubscription, isPartOf } from './arm-id.ts'
import { computesOf } from './computes-of.ts'
import { problem } from './problem.ts'

/** Compute is where the workspace is: in its network, its region and its subscription. */
export function computePlacementProblems(request: WorkspaceRequest): ProblemItem[] {
  const { hasComputeInNetwork } = choicesOf(request)
  return computesOf(request).flatMap(({ asked, at }) => [
    ...(hasComputeInNetwork ? subnetProblems(request, asked.subnetId, `${at}/subnetId`) : []),
    ...regionProblems(request, asked.region, `${at}/region`),
  ])
}

function subnetProblems(request: WorkspaceRequest, subnetId: string | undefined, pointer: string): ProblemItem[] {
  if (subnetId === undefined) return []
  if (!isInSubscription(subnetId, request.subscriptionId)) {
    return [
      problem(
        'compute-other-subscription',
        pointer,
        `The subnet is not in the subscription ${request.subscriptionId}: name one that is, or leave it out.`,
      ),
    ]
  }
  const virtualNetworkId = request.network?.existing?.virtualNetworkId
  if (virtualNetworkId === undefined) {
    return [
      problem(
        'compute-other-network',
        pointer,
        'The network of the workspace is new and has its own subnet for compute: leave it out.',
      ),
    ]
  }
  if (isPartOf(subnetId, virtualNetworkId)) return besideStorage(request, subnetId, virtualNetworkId, pointer)
  return [
    problem(
      'compute-other-network',
      pointer,
      'The subnet is not one of network.existing.virtualNetworkId: name one that is, or leave it out.',
    ),
  ]
}

/** A service endpoint for storage is in the training subnet, and storage lets in nobody from another one. */
function besideStorage(
  request: WorkspaceRequest,
  subnetId: string,
  virtualNetworkId: string,
  pointer: string,
): ProblemItem[] {
  const training = request.network?.existing?.subnets?.training
  const isTraining = subnetId.toLowerCase() === `${virtualNetworkId}/subnets/${training?.name}`.toLowerCase()
  if (choicesOf(request).storage !== 'serviceEndpoint' || isTraining) return []
  return [
    problem(
      'storage-service-endpoint-subnet',
      pointer,
      'Storage has a service endpoint, which is in the training subnet, and compute has to be there too: leave it out.',
    ),
  ]
}

function regionProblems(request: WorkspaceRequest, region: string | undefined, pointer: string): ProblemItem[] {
  if (region === undefined || region === request.region) return []
  return [
    problem('compute-other-region', pointer, `The workspace is in ${request.region}: leave the region out of compute.`),
  ]
}
