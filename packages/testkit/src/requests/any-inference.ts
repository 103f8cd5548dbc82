import type { WorkspaceRequest } from '@palisade/contract'
import fc from 'fast-check'
import { anyId, anySubscription, type Ground, vmSize } from './ground.ts'
import { elsewhere } from './ranges.ts'

type Inference = NonNullable<WorkspaceRequest['inference']>
export type Endpoint = NonNullable<Inference['endpoints']>[number]
export type Kubernetes = NonNullable<Inference['kubernetes']>

/** How endpoints may be called, and how they may reach out. */
export interface EndpointRules {
  readonly isWorkspacePublic: boolean
  readonly hasWorkspaceEndpoint: boolean
  /** Azure ML manages the network of compute. */
  readonly isManaged: boolean
}

const name = fc.oneof(
  {
    arbitrary: fc
      .stringMatching(/^[a-zA-Z][a-zA-Z0-9-]{1,29}[a-zA-Z0-9]$/)
      .map((text) => text.replace(/-{2,}/g, '-'))
      .map((text) => text.padEnd(3, 'x')),
    weight: 4,
  },
  {
    arbitrary: fc.constantFrom('blue', 'kubernetes-cluster', 'kubernetes-extension', 'Kubernetes-Identity'),
    weight: 1,
  },
)

export const anyEndpoints = (rules: EndpointRules): fc.Arbitrary<Endpoint[]> => {
  const inbound = rules.hasWorkspaceEndpoint ? (['public', 'private'] as const) : (['public'] as const)
  const outbound = [
    ...(rules.isWorkspacePublic ? (['public'] as const) : []),
    ...(rules.hasWorkspaceEndpoint ? (['private'] as const) : []),
  ]
  const ways = fc.record({ inbound: fc.constantFrom(...inbound) }, { requiredKeys: [] })
  const out: fc.Arbitrary<Pick<Endpoint, 'outbound'>> =
    rules.isManaged || outbound.length === 0
      ? fc.constant({})
      : fc.record({ outbound: fc.constantFrom(...outbound) }, { requiredKeys: [] })
  const endpoint = fc.record({ name, deployment }, { requiredKeys: ['name'] })
  return fc.uniqueArray(
    fc.tuple(endpoint, ways, out).map(([endpoint, ways, out]) => ({ ...endpoint, ...ways, ...out })),
    { maxLength: 3, selector: (one) => one.name.toLowerCase() },
  )
}

const deployment = fc.record(
  {
    name,
    model: fc.constantFrom(
      'azureml://registries/azureml/models/card-scoring/versions/1',
      'azureml://registries/own_models/models/a.b_c/versions/2024.1',
    ),
    vmSize,
    instances: fc.integer({ min: 1, max: 50 }),
  },
  { requiredKeys: ['name', 'model', 'vmSize'] },
)

const kubernetesName = fc.oneof(
  { arbitrary: fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9-]{0,14}[a-zA-Z0-9]$/), weight: 4 },
  { arbitrary: fc.constantFrom('scoring', 'cpu', 'blue', 'kubernetes'), weight: 1 },
)

const common = {
  name: kubernetesName,
  namespace: fc.constantFrom('default', 'risk', '0-team-a'),
}

/** One that is made. Where it says nothing of its services and has to, the network adds that: see `apart`. */
export const anyNewKubernetes: fc.Arbitrary<Kubernetes> = fc.record(
  {
    ...common,
    vmSize,
    nodes: fc.integer({ min: 1, max: 100 }),
    serviceCidr: fc.constantFrom(elsewhere.services, '172.28.16.0/28'),
  },
  { requiredKeys: ['name'] },
)

export const anyExistingKubernetes = (ground: Ground): fc.Arbitrary<Kubernetes> =>
  fc.record(
    {
      ...common,
      clusterId: anyId(
        'Microsoft.ContainerService/managedClusters',
        anySubscription(ground),
        fc.constantFrom('aks-shared', 'AKS_Hub'),
      ),
    },
    { requiredKeys: ['name', 'clusterId'] },
  )

/** How many addresses of the scoring subnet a new cluster takes: 31 for each node and one node more for upgrades. */
export function scoringAddressesOf({ nodes = 3 }: Kubernetes): number {
  return (nodes + 1) * 31 + 1
}
