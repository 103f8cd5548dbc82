import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { choicesOf } from '../choices.ts'
import { problem } from './problem.ts'

/** Whether each resource can be reached from the network, and in one way only. */
export function reachProblems(request: WorkspaceRequest): ProblemItem[] {
  return [
    ...workspaceEndpoint(request),
    ...eitherEndpoint(request, 'storage'),
    ...serviceEndpointSubnet(request),
    ...eitherEndpoint(request, 'vault'),
    ...registryEndpoint(request),
  ]
}

function workspaceEndpoint(request: WorkspaceRequest): ProblemItem[] {
  const { scenario, hasNetwork, isWorkspacePublic } = choicesOf(request)
  const isNeeded = scenario === 'private' || (scenario === 'managed' && hasNetwork && !isWorkspacePublic)
  if (!isNeeded || request.resources?.workspace?.privateEndpoint !== false) return []
  return [
    problem(
      'endpoint-required',
      '/resources/workspace/privateEndpoint',
      `In the scenario ${scenario} the workspace is reached by its private endpoint: leave it on, or choose the scenario hybrid.`,
    ),
  ]
}

function eitherEndpoint(request: WorkspaceRequest, name: 'storage' | 'vault'): ProblemItem[] {
  const choices = choicesOf(request)
  const { scenario, hasNetwork } = choices
  const { privateEndpoint, serviceEndpoint = false } = request.resources?.[name] ?? {}
  const at = `/resources/${name}`
  if (scenario === 'managed' && serviceEndpoint) {
    return [
      problem(
        'service-endpoint-managed',
        `${at}/serviceEndpoint`,
        'A managed network reaches its resources by private endpoints only: remove it.',
      ),
    ]
  }
  if (!hasNetwork) return []
  if (privateEndpoint === true && serviceEndpoint) {
    return [
      problem(
        'both-endpoints',
        `${at}/serviceEndpoint`,
        'It is reached by a private endpoint or by a service endpoint, not by both: remove one of them.',
      ),
    ]
  }
  // Of a managed network only storage is reached by clients too.
  if (privateEndpoint !== false || choices[name] !== 'privateEndpoint') return []
  const other = scenario === 'managed' ? '' : ', or set serviceEndpoint'
  return [
    problem(
      'endpoint-required',
      `${at}/privateEndpoint`,
      `Nothing in the network could reach it: leave the private endpoint on${other}.`,
    ),
  ]
}

function serviceEndpointSubnet(request: WorkspaceRequest): ProblemItem[] {
  const { serviceEndpointSubnet: subnet, serviceEndpoint = false } = request.resources?.storage ?? {}
  const pointer = '/resources/storage/serviceEndpointSubnet'
  if (subnet === undefined) return []
  if (!serviceEndpoint) {
    return [problem('option-not-used', pointer, 'Storage has no service endpoint: remove it, or set serviceEndpoint.')]
  }
  if (subnet === 'training') return []
  return [
    problem(
      'storage-service-endpoint-subnet',
      pointer,
      'Azure ML wants storage, the workspace endpoint and the compute in the same subnet: choose training.',
    ),
  ]
}

function registryEndpoint(request: WorkspaceRequest): ProblemItem[] {
  const { privateEndpoint, serviceEndpoint } = request.resources?.registry ?? {}
  const at = '/resources/registry'
  return [
    ...(serviceEndpoint === true
      ? [
          problem(
            'registry-service-endpoint',
            `${at}/serviceEndpoint`,
            'Azure offers service endpoints to registries as a preview only, and Azure ML wants a private endpoint: remove it.',
          ),
        ]
      : []),
    ...(choicesOf(request).registry === 'privateEndpoint' && privateEndpoint === false
      ? [
          problem(
            'endpoint-required',
            `${at}/privateEndpoint`,
            'A registry behind a network is reached by its private endpoint only: leave it on.',
          ),
        ]
      : []),
  ]
}
