import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { forbiddenRanges } from '@palisade/facts'
import { overlaps, parseRange } from '../address-plan/ipv4-range.ts'
import { choicesOf, type EgressMode, hasPublicIp } from '../choices.ts'
import { computesOf } from './computes-of.ts'
import { isPortRange } from './ports.ts'
import { problem } from './problem.ts'
import { addressProblems, overlapping, parseAddress } from './ranges.ts'

type Egress = NonNullable<WorkspaceRequest['egress']>

/** Whether the options of egress fit its mode. Where the scenario has no egress, that is the problem. */
export function egressProblems(request: WorkspaceRequest): ProblemItem[] {
  const { egress } = request
  const { scenario, isExistingNetwork } = choicesOf(request)
  if (egress === undefined || (scenario !== 'private' && scenario !== 'hybrid')) return []
  return [
    ...(egress.mode === 'azureFirewall' && isExistingNetwork
      ? [
          problem(
            'egress-needs-own-network',
            '/egress/mode',
            'In a network that exists no firewall is made: choose existingAzureFirewall, appliance or natGateway.',
          ),
        ]
      : []),
    ...natGatewayProblems(request, egress),
    ...(egress.requiredRules === false
      ? [problem('required-rules', '/egress/requiredRules', 'Azure ML does not work without them: remove the option.')]
      : []),
    ...missing(egress),
    ...ofOtherModes(egress),
    ...unfiltered(request, egress),
    ...nextHopProblems(request, egress),
    ...portProblems(egress),
  ]
}

/** What a subnet is connected to belongs to its owner, and a NAT gateway works only where it is connected. */
function natGatewayProblems({ network }: WorkspaceRequest, { mode }: Egress): ProblemItem[] {
  const named = (['training', 'scoring'] as const).filter((use) => network?.existing?.subnets?.[use] !== undefined)
  if (mode !== 'natGateway' || named.length === 0) return []
  return [
    problem(
      'egress-needs-own-network',
      '/egress/mode',
      `The ${named.join(' and ')} subnet is there already, and its way out is its owner's: leave it to be made, or choose appliance or existingAzureFirewall.`,
    ),
  ]
}

/** Which mode an option belongs to. */
const modeOf = {
  firewallId: 'existingAzureFirewall',
  policyId: 'existingAzureFirewall',
  rulePriority: 'existingAzureFirewall',
  nextHop: 'appliance',
} as const satisfies Partial<Record<keyof Egress, EgressMode>>

const options = ['firewallId', 'policyId', 'rulePriority', 'nextHop'] as const

function missing(egress: Egress): ProblemItem[] {
  const required = (['firewallId', 'nextHop'] as const).filter(
    (name) => modeOf[name] === egress.mode && egress[name] === undefined,
  )
  return [
    ...required.map((name) =>
      problem('egress-option', `/egress/${name}`, `The mode ${egress.mode} needs ${name}: add it.`),
    ),
    ...(egress.mode === 'existingAzureFirewall' && egress.rulePriority !== undefined && egress.policyId === undefined
      ? [
          problem(
            'egress-option',
            '/egress/rulePriority',
            'Without policyId no rules are put anywhere: add policyId, or remove it.',
          ),
        ]
      : []),
  ]
}

function ofOtherModes(egress: Egress): ProblemItem[] {
  return options
    .filter((name) => modeOf[name] !== egress.mode && egress[name] !== undefined)
    .map((name) =>
      problem(
        'egress-option',
        `/egress/${name}`,
        `It belongs to the mode ${modeOf[name]}, and the mode is ${egress.mode}: remove it.`,
      ),
    )
}

/** Where nothing leaves there is nothing to allow, unless compute has public addresses. */
function unfiltered(request: WorkspaceRequest, egress: Egress): ProblemItem[] {
  if (egress.mode !== 'none' || computesOf(request).some(({ asked }) => hasPublicIp(request, asked))) return []
  return (['allow', 'allowHosts', 'allowServiceTags'] as const)
    .filter((name) => (egress[name] ?? []).length > 0)
    .map((name) =>
      problem('egress-option', `/egress/${name}`, 'Nothing leaves the network: remove it, or choose another mode.'),
    )
}

function nextHopProblems({ network }: WorkspaceRequest, { mode, nextHop }: Egress): ProblemItem[] {
  if (mode !== 'appliance' || nextHop === undefined) return []
  const pointer = '/egress/nextHop'
  const address = parseAddress(nextHop)
  if (address === undefined) return addressProblems(nextHop, pointer)
  const space = parseRange(network?.addressSpace ?? '')
  return [
    ...overlapping(address, forbiddenRanges).map(({ cidr, why }) =>
      problem('egress-option', pointer, `${nextHop} is in ${cidr}, which is reserved for ${why}: name the appliance.`),
    ),
    ...(space !== undefined && overlaps(space, address)
      ? [
          problem(
            'egress-option',
            pointer,
            `${nextHop} is in network.addressSpace, which is made empty: name an appliance that exists.`,
          ),
        ]
      : []),
  ]
}

function portProblems({ allowServiceTags = [] }: Egress): ProblemItem[] {
  return allowServiceTags.flatMap(({ ports }, tag) =>
    ports.flatMap((written, index) =>
      isPortRange(written)
        ? []
        : [
            problem(
              'invalid-value',
              `/egress/allowServiceTags/${tag}/ports/${index}`,
              `"${written}" is not a port of 1 to 65535, or a range from the lower to the higher.`,
            ),
          ],
    ),
  )
}
