import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { choicesOf } from '../choices.ts'
import { isNetworkMissing } from './is-network-missing.ts'
import { problem } from './problem.ts'

/** Whether Sentinel notebooks can reach the workspace as the request says. */
export function sentinelProblems(request: WorkspaceRequest): ProblemItem[] {
  const access = request.sentinel?.access
  if (access === undefined || isNetworkMissing(request)) return []
  const { hasWorkspaceEndpoint, isWorkspacePublic } = choicesOf(request)
  if (access === 'public') {
    if (isWorkspacePublic) return []
    return [
      problem(
        'sentinel-needs-public-workspace',
        '/sentinel/access',
        'The workspace is closed to the internet: choose private, or set access.public.',
      ),
    ]
  }
  return [
    ...(hasWorkspaceEndpoint
      ? []
      : [
          problem(
            'sentinel-needs-network',
            '/sentinel/access',
            'The workspace has no private endpoint in a network: choose public, or give it one.',
          ),
        ]),
    ...(request.jumpBox === false
      ? [
          problem(
            'sentinel-needs-jump-box',
            '/jumpBox',
            'Private notebooks are opened from a jump box in the network: leave the option out.',
          ),
        ]
      : []),
  ]
}
