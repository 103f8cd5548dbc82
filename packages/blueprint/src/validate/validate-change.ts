import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { choicesOf } from '../choices.ts'
import { isSameId } from './arm-id.ts'
import { computesOf } from './computes-of.ts'
import { problem } from './problem.ts'

/** What of a change Azure does not make on a workspace that exists. `to` is valid by itself: see `validateRequest`. */
export function validateChange(from: WorkspaceRequest, to: WorkspaceRequest): ProblemItem[] {
  return [...isolationProblems(from, to), ...fixedProblems(from, to)]
}

/** Source: "Workspace managed virtual network isolation". */
function isolationProblems(from: WorkspaceRequest, to: WorkspaceRequest): ProblemItem[] {
  const before = choicesOf(from).isolation
  const after = choicesOf(to).isolation
  if (before === after) return []
  if (before !== undefined && after === undefined) {
    return [
      problem(
        'isolation-cannot-go-back',
        '/scenario',
        'A workspace with a managed network keeps it: leave the scenario managed, or make a new workspace.',
      ),
    ]
  }
  if (before === 'approvedOnly') {
    return [
      problem(
        'isolation-cannot-go-back',
        '/isolation',
        'A managed network that lets out only what is approved is not opened again: leave the isolation approvedOnly.',
      ),
    ]
  }
  const inside = usersOf(from)
  if (inside.length === 0) return []
  return [
    problem(
      'isolation-needs-no-computes',
      before === undefined ? '/scenario' : '/isolation',
      `Azure moves no compute and no endpoint into another network: remove ${inside.join(', ')} first.`,
    ),
  ]
}

function usersOf(request: WorkspaceRequest): string[] {
  const { endpoints = [], kubernetes } = request.inference ?? {}
  return [
    ...computesOf(request).map(({ asked }) => asked.name),
    ...endpoints.map(({ name }) => name),
    ...(kubernetes === undefined ? [] : [kubernetes.name]),
  ]
}

/** What a request says of something that Azure fixes when it is made; undefined where it is not there. */
const fixed: readonly {
  readonly pointer: string
  readonly what: string
  readonly of: (request: WorkspaceRequest) => string | undefined
}[] = [
  { pointer: '/name', what: 'The name', of: ({ name }) => name },
  { pointer: '/subscriptionId', what: 'The subscription', of: ({ subscriptionId }) => subscriptionId },
  { pointer: '/resourceGroup', what: 'The resource group', of: ({ resourceGroup }) => resourceGroup },
  { pointer: '/region', what: 'The region', of: ({ region }) => region },
  {
    pointer: '/highBusinessImpact',
    what: 'Whether the workspace is of high business impact',
    of: (request) => String(choicesOf(request).isHighBusinessImpact),
  },
  {
    pointer: '/encryption',
    what: "Whether the workspace is encrypted with a customer's key",
    of: ({ encryption }) => String(encryption !== undefined),
  },
]

function fixedProblems(from: WorkspaceRequest, to: WorkspaceRequest): ProblemItem[] {
  return [
    ...fixed
      .filter(({ of }) => !isSame(of(from), of(to)))
      .map(({ pointer, what }) => cannotChange(pointer, `${what} is fixed when the workspace is made`)),
    ...networkProblems(from, to),
    ...identityProblems(from, to),
  ]
}

function isSame(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined) return before === after
  return isSameId(before, after)
}

/** A network can be added to a workspace without one. What is there stays where it is: Azure moves no subnet in use. */
function networkProblems({ network: before }: WorkspaceRequest, { network: after }: WorkspaceRequest): ProblemItem[] {
  if (before === undefined || after === undefined) return []
  if (!isSame(before.existing?.virtualNetworkId, after.existing?.virtualNetworkId)) {
    return [cannotChange('/network/existing', 'What the workspace has in its network stays there')]
  }
  if (before.addressSpace === undefined || before.addressSpace === after.addressSpace) return []
  return [cannotChange('/network/addressSpace', 'The subnets of the workspace stay where they are')]
}

/** A workspace takes an identity of its own beside the one that Azure made, and not the other way. */
function identityProblems(from: WorkspaceRequest, to: WorkspaceRequest): ProblemItem[] {
  if (from.identity?.type !== 'userAssigned' || choicesOf(to).hasOwnIdentity) return []
  return [cannotChange('/identity/type', 'A workspace with a user-assigned identity keeps it')]
}

function cannotChange(pointer: string, why: string): ProblemItem {
  return problem('cannot-change', pointer, `${why}: keep the value, or make a new workspace.`)
}
