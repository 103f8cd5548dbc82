import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { choicesOf } from '../choices.ts'
import { isNetworkMissing } from './is-network-missing.ts'
import { problem } from './problem.ts'
import { repeatedNames } from './repeated-names.ts'

type Endpoint = NonNullable<NonNullable<WorkspaceRequest['inference']>['endpoints']>[number]

/** Whether online endpoints can be called, and can reach what they need, in the ways that are asked for. */
export function onlineEndpointProblems(request: WorkspaceRequest): ProblemItem[] {
  const endpoints = (request.inference?.endpoints ?? []).map((endpoint, index) => ({
    endpoint,
    at: `/inference/endpoints/${index}`,
  }))
  return [
    ...endpoints.flatMap(({ endpoint, at }) => [
      ...inbound(request, endpoint, `${at}/inbound`),
      ...outbound(request, endpoint, `${at}/outbound`),
    ]),
    ...repeatedNames(
      'duplicate-name',
      endpoints.map(({ endpoint, at }) => ({ name: endpoint.name, at: `${at}/name` })),
    ),
  ]
}

function inbound(request: WorkspaceRequest, endpoint: Endpoint, pointer: string): ProblemItem[] {
  if (endpoint.inbound !== 'private' || choicesOf(request).hasWorkspaceEndpoint || isNetworkMissing(request)) return []
  return [
    problem(
      'needs-network',
      pointer,
      'It would be called through the private endpoint of the workspace, and there is none: choose public, or give the workspace one.',
    ),
  ]
}

function outbound(request: WorkspaceRequest, endpoint: Endpoint, pointer: string): ProblemItem[] {
  const { scenario, hasWorkspaceEndpoint, isWorkspacePublic } = choicesOf(request)
  if (endpoint.outbound === undefined || isNetworkMissing(request)) return []
  if (scenario === 'managed') {
    return [
      problem(
        'endpoint-outbound-managed',
        pointer,
        'The managed network decides how deployments reach out: remove the option.',
      ),
    ]
  }
  if (endpoint.outbound === 'public') {
    if (isWorkspacePublic) return []
    return [
      problem(
        'endpoint-outbound-needs-public-workspace',
        pointer,
        'Deployments would reach the workspace over the internet, and it is closed there: choose private.',
      ),
    ]
  }
  if (hasWorkspaceEndpoint) return []
  if (scenario === 'open') {
    return [problem('needs-network', pointer, 'The scenario open has no private way to the workspace: choose public.')]
  }
  return [
    problem(
      'endpoint-outbound-needs-private',
      pointer,
      'The workspace has no private endpoint: choose public, or set resources.workspace.privateEndpoint.',
    ),
  ]
}
