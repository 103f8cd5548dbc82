import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { choicesOf } from '../choices.ts'
import { isNamed } from './is-named.ts'
import { isNetworkMissing } from './is-network-missing.ts'
import { problem } from './problem.ts'
import { subnetDemands } from './subnet-demand.ts'

/** Whether there is a network where the scenario needs one, and whether it says where its subnets come from. */
export function networkMissingProblems(request: WorkspaceRequest): ProblemItem[] {
  const { scenario, hasNetwork, isWorkspacePublic } = choicesOf(request)
  if (isNetworkMissing(request)) {
    return [
      problem(
        'network-missing',
        '/network',
        `The scenario ${scenario} needs a network: give network.addressSpace for a new one, or network.existing.`,
      ),
    ]
  }
  if (scenario === 'managed' && !hasNetwork && !isWorkspacePublic) {
    return [
      problem(
        'no-way-in',
        '/network',
        'The workspace would be closed to the internet and have no private endpoint: describe the network from which people come, or set access.public.',
      ),
    ]
  }
  return hasNetwork ? withoutRange(request) : []
}

function withoutRange(request: WorkspaceRequest): ProblemItem[] {
  const { network } = request
  if (network?.addressSpace !== undefined) return []
  const pointer = '/network/addressSpace'
  const { existing } = network ?? {}
  if (existing === undefined) {
    return [problem('network-missing', pointer, 'A new network needs a range: give one, for example 10.40.0.0/20.')]
  }
  // A firewall in a network that exists is a problem of `egress`.
  const missing = subnetDemands(request).filter(({ use }) => use !== 'firewall' && !isNamed(request, use))
  if (missing.length === 0) return []
  const named = missing.map(({ use, why }) => `${use} (for ${why})`).join(', ')
  return [
    problem(
      'network-missing',
      pointer,
      `These subnets are needed and not named: ${named}. Name them in network.existing.subnets, or give a free part of the network's range to make them in.`,
    ),
  ]
}
