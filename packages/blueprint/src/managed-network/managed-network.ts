import { type BodyOf, managedFirewallSeconds, managedNetworkSeconds, mlWorkspace, outboundRule } from '@palisade/facts'
import type { Add } from '../collect.ts'
import { amend, type Declaration, declare, type Earlier } from '../declare.ts'
import type { Site } from '../site.ts'

type OutboundRuleRequest = NonNullable<Site['request']['outboundRules']>[number]

/**
 * What the network that Azure ML manages lets out, rule by rule, and then the network itself. It is built now and not
 * with the first compute, so that the half hour it takes is part of the job and its failure is seen.
 */
export function managedNetwork(
  site: Site,
  add: Add,
  workspace: Declaration<typeof mlWorkspace>,
  after: readonly Earlier[],
) {
  const wanted = site.request.outboundRules ?? []
  const rules = wanted.map((rule) =>
    add(
      declare(outboundRule, {
        key: `managed-network/rules/${rule.name.toLowerCase()}`,
        phase: 'network',
        parent: workspace,
        name: rule.name,
        after,
        exclusive: [workspace.id],
        body: { properties: bodyOf(rule) },
      }),
    ),
  )
  const hasFirewall = wanted.some(({ fqdn }) => fqdn !== undefined)
  return add(
    amend(mlWorkspace, {
      key: 'managed-network/provision',
      phase: 'network',
      target: workspace,
      after: [...rules, ...after],
      exclusive: [workspace.id],
      expectedSeconds: managedNetworkSeconds + (hasFirewall ? managedFirewallSeconds : 0),
      body: { provisionManagedNetwork: { includeSpark: false } },
    }),
  )
}

function bodyOf({
  name,
  fqdn,
  serviceTag,
  privateEndpoint,
}: OutboundRuleRequest): BodyOf<typeof outboundRule>['properties'] {
  const category = 'UserDefined'
  if (fqdn !== undefined) return { type: 'FQDN', category, destination: fqdn }
  if (serviceTag !== undefined) {
    const { tag, protocol, ports } = serviceTag
    return {
      type: 'ServiceTag',
      category,
      destination: { serviceTag: tag, protocol, portRanges: ports, action: 'Allow' },
    }
  }
  if (privateEndpoint === undefined) throw new RangeError(`The outbound rule ${name} says nothing`)
  return {
    type: 'PrivateEndpoint',
    category,
    destination: {
      serviceResourceId: privateEndpoint.resourceId,
      subresourceTarget: privateEndpoint.subresource,
      sparkEnabled: false,
    },
  }
}
