import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { choicesOf } from '../choices.ts'
import { computesOf } from './computes-of.ts'
import { isNetworkMissing } from './is-network-missing.ts'
import { problem } from './problem.ts'

/** Options that mean nothing without a network, where the scenario has none. */
export function needsNetworkProblems(request: WorkspaceRequest): ProblemItem[] {
  const { scenario, hasNetwork } = choicesOf(request)
  if (hasNetwork || isNetworkMissing(request)) return []
  const asked = scenario === 'open' ? [...inEveryScenario(request), ...notManaged(request)] : inEveryScenario(request)
  const remedy =
    scenario === 'open'
      ? 'the scenario open has none: remove the option, or choose the scenario private'
      : 'this one has none of its own: describe it in "network", or remove the option'
  return asked.map(({ pointer, what }) => problem('needs-network', pointer, `${what} needs a network, and ${remedy}.`))
}

interface Asked {
  readonly pointer: string
  readonly what: string
}

function inEveryScenario({ dns, jumpBox, resources, monitor }: WorkspaceRequest): Asked[] {
  return [
    ...endpointsTo(['workspace', 'storage'], resources),
    ...when(dns !== undefined, '/dns', 'Making names of private endpoints'),
    ...when(jumpBox !== undefined && jumpBox !== false, '/jumpBox', 'A jump box'),
    ...when(monitor?.privateLinkScope === true, '/monitor/privateLinkScope', 'A private link scope'),
  ]
}

/** What a managed network refuses for reasons of its own: see `scenario-conflict`, `reach` and `kubernetes`. */
function notManaged(request: WorkspaceRequest): Asked[] {
  const { egress, inference, resources } = request
  return [
    ...endpointsTo(['vault', 'registry'], resources),
    ...when(egress !== undefined, '/egress', 'A way out'),
    ...(['storage', 'vault'] as const).flatMap((one) =>
      when(resources?.[one]?.serviceEndpoint === true, `/resources/${one}/serviceEndpoint`, 'A service endpoint'),
    ),
    ...computesOf(request).flatMap(({ asked, at }) =>
      when(asked.subnetId !== undefined, `${at}/subnetId`, 'Compute in a subnet'),
    ),
    ...when(inference?.kubernetes !== undefined, '/inference/kubernetes', 'Kubernetes compute'),
  ]
}

function endpointsTo(
  names: readonly ('workspace' | 'storage' | 'vault' | 'registry')[],
  resources: WorkspaceRequest['resources'],
): Asked[] {
  return names.flatMap((one) =>
    when(resources?.[one]?.privateEndpoint === true, `/resources/${one}/privateEndpoint`, 'A private endpoint'),
  )
}

function when(isAsked: boolean, pointer: string, what: string): Asked[] {
  return isAsked ? [{ pointer, what }] : []
}
