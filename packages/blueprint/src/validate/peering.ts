import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { choicesOf } from '../choices.ts'
import { isSameId } from './arm-id.ts'
import { problem } from './problem.ts'

/** A network is not peered with itself. */
export function peeringProblems(request: WorkspaceRequest): ProblemItem[] {
  const { existing, peering } = request.network ?? {}
  if (existing === undefined || peering === undefined || !choicesOf(request).hasNetwork) return []
  if (!isSameId(peering.hubId, existing.virtualNetworkId)) return []
  return [
    problem(
      'network-option',
      '/network/peering/hubId',
      'The hub is the network of the workspace itself: name the other one, or remove the peering.',
    ),
  ]
}
