import {
  azureMlServiceTagsIn,
  highBusinessImpactVault,
  networkSecurityGroup,
  publicIpComputeInbound,
  type resourceGroup,
  type ServiceTagRule,
  storageOverSmb,
  vsCodeServer,
} from '@palisade/facts'
import { hasPublicIp } from '../choices.ts'
import { type Declaration, declare } from '../declare.ts'
import { requestedServiceTags } from '../firewall/requested-service-tags.ts'
import type { Site } from '../site.ts'
import { allowedOut } from './allowed-out.ts'
import { allowHealthProbes, allowOutTo, amongThemselves, denyTheRest, directedRule } from './security-rules.ts'
import type { WayOut } from './way-out.ts'

const betweenNodes = 'The nodes of a distributed job talk to one another on any port.'

/** What compute may send and receive. Only where it has public addresses does Azure ML come in from outside. */
export function trainingRules(site: Site, group: Declaration<typeof resourceGroup>, wayOut: WayOut) {
  const range = site.range('training').addressPrefix
  return declare(networkSecurityGroup, {
    key: 'network/training-rules',
    phase: 'network',
    parent: group,
    name: site.names.rules('training'),
    body: {
      location: site.region,
      tags: site.tags,
      properties: {
        securityRules: [
          amongThemselves('Inbound', range, betweenNodes),
          allowHealthProbes("The probes of the load balancer behind Azure ML's private link to the nodes."),
          ...(hasPublicCompute(site) ? [directedRule(publicIpComputeInbound, 120)] : []),
          denyTheRest('Inbound'),
          amongThemselves('Outbound', range, betweenNodes),
          ...serviceTags(site).map((rule, index) => allowOutTo(rule, site.region, 110 + 2 * index)),
          ...allowedOut(site, wayOut),
          denyTheRest('Outbound'),
        ],
      },
    },
  })
}

/** Whether any compute has a public address. */
export function hasPublicCompute({ request }: Site): boolean {
  const { clusters = [], instances = [] } = request.compute ?? {}
  return [...clusters, ...instances].some((compute) => hasPublicIp(request, compute))
}

function serviceTags(site: Site): ServiceTagRule[] {
  return [
    ...azureMlServiceTagsIn(site.cloud),
    storageOverSmb,
    ...(site.choices.isHighBusinessImpact || site.choices.vault === 'serviceEndpoint' ? [highBusinessImpactVault] : []),
    ...(site.request.egress?.allow?.includes('vscode') ? [vsCodeServer] : []),
    ...requestedServiceTags(site),
  ]
}
