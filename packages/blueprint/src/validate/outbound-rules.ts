import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { type Cloud, cloudHosts } from '@palisade/facts'
import { choicesOf } from '../choices.ts'
import { isPortRange } from './ports.ts'
import { problem } from './problem.ts'
import { repeatedNames } from './repeated-names.ts'

type OutboundRule = NonNullable<WorkspaceRequest['outboundRules']>[number]

/** Whether a managed network takes the outbound rules. Azure's own begin with "__SYS_", which the schema leaves no room for. */
export function outboundRuleProblems(request: WorkspaceRequest, cloud: Cloud): ProblemItem[] {
  const { isolation } = choicesOf(request)
  if (isolation === undefined) return []
  const rules = (request.outboundRules ?? []).map((rule, index) => ({ rule, at: `/outboundRules/${index}` }))
  return [
    ...rules.flatMap(({ rule, at }) => [
      ...shape(rule, at),
      ...(isolation === 'internet' ? forbidden(rule, at) : []),
      ...storage(rule, at, cloud),
      ...ports(rule, at),
    ]),
    ...repeatedNames(
      'duplicate-name',
      rules.map(({ rule, at }) => ({ name: rule.name, at: `${at}/name` })),
    ),
    ...repeatedTargets(rules),
  ]
}

/** A managed network makes one private endpoint to each part of a resource. */
function repeatedTargets(rules: readonly { readonly rule: OutboundRule; readonly at: string }[]): ProblemItem[] {
  const first = new Map<string, string>()
  return rules.flatMap(({ rule: { name, privateEndpoint }, at }) => {
    if (privateEndpoint === undefined) return []
    const target = `${privateEndpoint.resourceId} ${privateEndpoint.subresource}`.toLowerCase()
    const earlier = first.get(target)
    first.set(target, earlier ?? name)
    if (earlier === undefined) return []
    return [
      problem(
        'outbound-rule-repeated',
        `${at}/privateEndpoint`,
        `The rule "${earlier}" leads to ${privateEndpoint.subresource} of the same resource already: remove one of the two.`,
      ),
    ]
  })
}

function shape({ fqdn, serviceTag, privateEndpoint }: OutboundRule, at: string): ProblemItem[] {
  const destinations = [fqdn, serviceTag, privateEndpoint].filter((one) => one !== undefined).length
  if (destinations === 1) return []
  return [
    problem(
      'outbound-rule-shape',
      at,
      `The rule has ${destinations === 0 ? 'no destination' : 'several destinations'}: give exactly one of fqdn, serviceTag and privateEndpoint.`,
    ),
  ]
}

function forbidden(rule: OutboundRule, at: string): ProblemItem[] {
  return (['fqdn', 'serviceTag'] as const)
    .filter((one) => rule[one] !== undefined)
    .map((one) =>
      problem(
        'outbound-rule-forbidden',
        `${at}/${one}`,
        'With the isolation internet everything is let out, and only rules with a private endpoint are taken: remove the rule, or choose approvedOnly.',
      ),
    )
}

function storage({ fqdn }: OutboundRule, at: string, cloud: Cloud): ProblemItem[] {
  if (fqdn === undefined) return []
  const { storageSuffix } = cloudHosts[cloud]
  const host = fqdn.toLowerCase().replace(/^\*\./, '')
  const isAbove = fqdn.startsWith('*.') && `.${storageSuffix}`.endsWith(`.${host}`)
  if (!isAbove && host !== storageSuffix && !host.endsWith(`.${storageSuffix}`)) return []
  return [
    problem(
      'outbound-rule-storage',
      `${at}/fqdn`,
      `"${fqdn}" leads to storage accounts, which a managed network does not reach by host: use a private endpoint, or the service tag Storage.`,
    ),
  ]
}

function ports({ serviceTag }: OutboundRule, at: string): ProblemItem[] {
  if (serviceTag === undefined || serviceTag.ports.split(',').every((one) => isPortRange(one.trim()))) return []
  return [
    problem(
      'invalid-value',
      `${at}/serviceTag/ports`,
      `"${serviceTag.ports}" is not a list of ports: write numbers of 1 to 65535, and ranges from the lower to the higher.`,
    ),
  ]
}
