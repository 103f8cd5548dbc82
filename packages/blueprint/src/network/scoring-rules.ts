import { kubernetesInside, kubernetesServiceTags, networkSecurityGroup, type resourceGroup } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'
import { allowedOut } from './allowed-out.ts'
import { allowHealthProbes, allowOutTo, denyTheRest, directedRule } from './security-rules.ts'
import type { WayOut } from './way-out.ts'

/** What the nodes of the Kubernetes cluster may send and receive: scoring requests from the network, nothing from outside. */
export function scoringRules(site: Site, group: Declaration<typeof resourceGroup>, wayOut: WayOut) {
  const nodes = site.range('scoring').addressPrefix
  // Pods have addresses of the subnet, so the first pair of rules holds for them too.
  const inside = kubernetesInside.filter(({ source, destination }) => ![source, destination].includes('{pods}'))
  return declare(networkSecurityGroup, {
    key: 'network/scoring-rules',
    phase: 'network',
    parent: group,
    name: site.names.rules('scoring'),
    body: {
      location: site.region,
      tags: site.tags,
      properties: {
        securityRules: [
          ...inside
            .filter(({ direction }) => direction === 'Inbound')
            .map((rule) => directedRule(rule, 100, { nodes })),
          allowHealthProbes('The probes of the internal load balancer.'),
          directedRule(
            {
              name: 'AllowScoringIn',
              direction: 'Inbound',
              source: 'VirtualNetwork',
              destination: nodes,
              protocol: 'Tcp',
              ports: ['80', '443'],
              why: 'Scoring requests to the internal load balancer.',
            },
            120,
          ),
          denyTheRest('Inbound'),
          ...inside
            .filter(({ direction }) => direction === 'Outbound')
            .map((rule) => directedRule(rule, 100, { nodes })),
          ...kubernetesServiceTags.map((rule, index) => allowOutTo(rule, site.region, 110 + 2 * index)),
          ...allowedOut(site, wayOut),
          denyTheRest('Outbound'),
        ],
      },
    },
  })
}
