import type { DirectedRule } from './directed-rule.ts'

/**
 * What passes inside of a cluster. Azure does not support a security group that takes any of it away: traffic between
 * pods is restricted with network policies in the cluster. `{nodes}` stands for the subnet of the nodes, `{pods}` for the
 * range of the pods, which is a range of its own with the overlay only: traffic between pods is not encapsulated there,
 * and the security group sees it. Where pods have addresses of the subnet, the first pair is enough.
 *
 * Source: "Outbound network and FQDN rules for AKS clusters" and "Configure Azure CNI Overlay networking".
 */
export const kubernetesInside: readonly DirectedRule[] = [
  ...bothWays('Nodes', '{nodes}', '{nodes}', 'Nodes among themselves, and the API server at its endpoint among them.'),
  ...bothWays('NodesToPods', '{nodes}', '{pods}', 'Nodes to pods: how services are routed.'),
  ...bothWays('Pods', '{pods}', '{pods}', 'Pods among themselves, DNS among it.'),
]

function bothWays(name: string, source: string, destination: string, why: string): DirectedRule[] {
  const ends = { source, destination, protocol: '*', ports: 'all', why } as const
  return [
    { name: `Allow${name}In`, direction: 'Inbound', ...ends },
    { name: `Allow${name}Out`, direction: 'Outbound', ...ends },
  ]
}

/**
 * The ports that Azure ML's extension uses in its cluster, all over TCP. `router` is azureml-fe, which answers scoring
 * requests and passes them to a model. Source: "Configure inbound and outbound network traffic", Kubernetes compute; the
 * port of the API server is from the page on AKS.
 */
export const kubernetesPorts = {
  apiServer: ['443'],
  router: ['11001', '12001', '12101', '12201', '20000', '8000', '8001', '9001'],
  model: ['5001'],
  identityProxy: ['9999'],
} as const
