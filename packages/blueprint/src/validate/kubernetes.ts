import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import {
  type ForbiddenRange,
  forbiddenRanges,
  kubernetesDefaults,
  kubernetesForbiddenRanges,
  serviceCidrShorterThan,
} from '@palisade/facts'
import { formatRange, parseRange } from '../address-plan/ipv4-range.ts'
import { choicesOf } from '../choices.ts'
import { problem } from './problem.ts'
import { forbiddenProblems, overlapping, rangeProblems } from './ranges.ts'

const at = '/inference/kubernetes'

/** Names inside the cluster are asked of the tenth address of the range. */
const longestServicePrefix = 28

/** Whether the workspace takes a Kubernetes compute, and whether a new cluster fits into the network. */
export function kubernetesProblems(request: WorkspaceRequest): ProblemItem[] {
  if (request.inference?.kubernetes === undefined) return []
  const { scenario, hasNewKubernetes, hasOwnIdentity } = choicesOf(request)
  if (scenario === 'managed') {
    return [
      problem(
        'kubernetes-managed-network',
        at,
        'A workspace with a managed network takes no Kubernetes compute: use inference.endpoints, or choose the scenario private.',
      ),
    ]
  }
  return [
    ...(hasOwnIdentity
      ? [
          problem(
            'kubernetes-needs-system-identity',
            // With a customer's key the workspace always has an identity that was there before.
            request.encryption === undefined ? '/identity/type' : '/encryption',
            'Azure ML works on Kubernetes with the identity that Azure makes for the workspace: choose system, without a key of your own.',
          ),
        ]
      : []),
    ...notUsed(request),
    ...(hasNewKubernetes ? [...serviceCidrProblems(request), ...networkProblems(request)] : []),
  ]
}

function notUsed(request: WorkspaceRequest): ProblemItem[] {
  const kubernetes = request.inference?.kubernetes
  if (kubernetes?.clusterId === undefined) return []
  return (['vmSize', 'nodes', 'serviceCidr'] as const)
    .filter((name) => kubernetes[name] !== undefined)
    .map((name) =>
      problem('option-not-used', `${at}/${name}`, 'The cluster exists and is left as it is: remove the option.'),
    )
}

function serviceCidrProblems(request: WorkspaceRequest): ProblemItem[] {
  const pointer = `${at}/serviceCidr`
  const written = request.inference?.kubernetes?.serviceCidr ?? kubernetesDefaults.serviceCidr
  const invalid = rangeProblems(written, pointer, 'invalid-value')
  const range = parseRange(written)
  if (range === undefined) return invalid
  const wrongSize =
    range.prefix > serviceCidrShorterThan && range.prefix <= longestServicePrefix
      ? []
      : [
          problem(
            'invalid-value',
            pointer,
            `Services cannot have a /${range.prefix}: choose a /${serviceCidrShorterThan + 1} to /${longestServicePrefix}.`,
          ),
        ]
  const taken = [...rangesOf(request), ...forbiddenRanges, ...kubernetesForbiddenRanges.filter(isNew)]
  return [
    ...invalid,
    ...wrongSize,
    ...overlapping(range, taken).map(({ cidr, why }) =>
      problem(
        'service-cidr-overlaps',
        pointer,
        `${formatRange(range)} overlaps ${cidr}, which is for ${why}: choose another range.`,
      ),
    ),
  ]
}

function networkProblems(request: WorkspaceRequest): ProblemItem[] {
  return rangesOf(request).flatMap(({ cidr, pointer }) => {
    const range = parseRange(cidr)
    return range === undefined ? [] : forbiddenProblems(range, pointer, kubernetesForbiddenRanges.filter(isNew))
  })
}

/** What no network may use is reported of every network. */
function isNew({ cidr }: ForbiddenRange): boolean {
  return forbiddenRanges.every((forbidden) => forbidden.cidr !== cidr)
}

/** What the request says of the network's ranges. */
function rangesOf({ network }: WorkspaceRequest) {
  const subnets = Object.entries(network?.existing?.subnets ?? {}).map(([role, { addressPrefix }]) => ({
    cidr: addressPrefix,
    why: `the subnet ${role}`,
    pointer: `/network/existing/subnets/${role}/addressPrefix`,
  }))
  if (network?.addressSpace === undefined) return subnets
  return [{ cidr: network.addressSpace, why: 'the network', pointer: '/network/addressSpace' }, ...subnets]
}
