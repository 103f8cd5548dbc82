import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { choicesOf, hasPublicIp } from '../choices.ts'
import { computesOf } from './computes-of.ts'
import { problem } from './problem.ts'

/** Compute without public addresses reaches the workspace and the internet through the network, or not at all. */
export function privateComputeProblems(request: WorkspaceRequest): ProblemItem[] {
  const { scenario, hasComputeInNetwork, hasWorkspaceEndpoint } = choicesOf(request)
  const closed = computesOf(request).filter(({ asked }) => !hasPublicIp(request, asked))
  if (scenario === 'open') {
    return closed.map(({ at }) =>
      problem(
        'private-compute-needs-network',
        `${at}/publicIp`,
        'The scenario open has no network, so compute needs public addresses: leave it out, or choose the scenario private.',
      ),
    )
  }
  if (!hasComputeInNetwork) return []
  // In the scenario private the missing endpoint is the problem, and `reach` reports it.
  const withoutEndpoint = scenario === 'hybrid' && !hasWorkspaceEndpoint ? closed : []
  return [
    ...withoutEndpoint.map(({ at }) =>
      problem(
        'private-compute-needs-endpoint',
        `${at}/publicIp`,
        'Azure ML reaches compute without public addresses only through a private endpoint of the workspace: set resources.workspace.privateEndpoint, or leave publicIp out.',
      ),
    ),
    ...egressProblems(
      request,
      closed.map(({ asked }) => asked.name),
    ),
  ]
}

function egressProblems(request: WorkspaceRequest, names: readonly string[]): ProblemItem[] {
  const { hasNewKubernetes, egress } = choicesOf(request)
  const kubernetes = hasNewKubernetes ? request.inference?.kubernetes?.name : undefined
  const inside = kubernetes === undefined ? names : [...names, kubernetes]
  if (egress !== 'none' || inside.length === 0) return []
  return [
    problem(
      'no-egress',
      request.egress === undefined ? '/egress' : '/egress/mode',
      `${inside.join(', ')} could not reach what Azure ML needs: choose through what traffic leaves the network.`,
    ),
  ]
}
