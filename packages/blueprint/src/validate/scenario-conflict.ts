import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { choicesOf } from '../choices.ts'
import { computesOf } from './computes-of.ts'
import { problem } from './problem.ts'

/** Options that belong to another scenario. Those that lack a network only are in `needs-network`. */
export function scenarioConflictProblems(request: WorkspaceRequest): ProblemItem[] {
  const { scenario } = choicesOf(request)
  return [
    ...(scenario === 'managed' ? inManaged(request) : outsideManaged(request, scenario)),
    ...(scenario === 'open' ? inOpen(request) : []),
    ...(scenario === 'open' || scenario === 'hybrid' ? closedByWord(request, scenario) : []),
  ]
}

const conflict = (pointer: string, detail: string) => problem('scenario-conflict', pointer, detail)

function outsideManaged({ isolation, outboundRules }: WorkspaceRequest, scenario: string): ProblemItem[] {
  const detail = `The scenario ${scenario} has no network that Azure ML manages: remove it, or choose the scenario managed.`
  return [
    ...(isolation === undefined ? [] : [conflict('/isolation', detail)]),
    ...(outboundRules === undefined ? [] : [conflict('/outboundRules', detail)]),
  ]
}

function inManaged(request: WorkspaceRequest): ProblemItem[] {
  const egress =
    request.egress === undefined
      ? []
      : [conflict('/egress', 'A managed network has its own way out: say what it lets out in outboundRules.')]
  const computes = computesOf(request).flatMap(({ asked, at }) => [
    ...(asked.subnetId === undefined
      ? []
      : [conflict(`${at}/subnetId`, 'Compute is in the network that Azure ML manages, not in a subnet: remove it.')]),
    // Said as no, it says what is so.
    ...(asked.publicIp === true
      ? [conflict(`${at}/publicIp`, 'Compute in a managed network has no public address: remove it.')]
      : []),
  ])
  const endpoints = (['vault', 'registry'] as const)
    .filter((one) => request.resources?.[one]?.privateEndpoint === true)
    .map((one) =>
      conflict(
        `/resources/${one}/privateEndpoint`,
        'The managed network has its own private endpoint to it, and clients need none: remove it.',
      ),
    )
  return [...egress, ...endpoints, ...computes]
}

function inOpen({ network, resources }: WorkspaceRequest): ProblemItem[] {
  return [
    ...(network === undefined
      ? []
      : [conflict('/network', 'The scenario open has no network: remove it, or choose the scenario private.')]),
    ...(resources?.storage?.admits === undefined
      ? []
      : [conflict('/resources/storage/admits', 'Storage has no closed firewall that somebody could pass: remove it.')]),
  ]
}

function closedByWord({ access }: WorkspaceRequest, scenario: string): ProblemItem[] {
  if (access?.public !== false) return []
  return [
    conflict('/access/public', `In the scenario ${scenario} the workspace is public: choose private to close it.`),
  ]
}
