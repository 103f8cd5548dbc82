import type { WorkspaceRequest } from '@palisade/contract'
import fc from 'fast-check'
import { anyId, anySubscription, type Ground, guid, publicKey, vmSize } from './ground.ts'

export type Compute = NonNullable<WorkspaceRequest['compute']>

/** What compute may say where it is. */
export interface ComputeRules {
  /** What may be said of public addresses; without `mayBeSilent` something has to be. */
  readonly publicIp: readonly [boolean, ...boolean[]]
  readonly mayBeSilent: boolean
  /** Other subnets of the network; undefined where none can be named. */
  readonly subnetId: fc.Arbitrary<string> | undefined
}

/** Names that the keys and names of other resources are made of, so that one that meets another is seen. */
const clusterName = fc.oneof(
  { arbitrary: fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9-]{0,30}[a-zA-Z0-9]$/), weight: 4 },
  { arbitrary: fc.constantFrom('cpu', 'workspace', 'kubernetes', 'image-build', 'cluster-a', 'CLUSTER-A'), weight: 1 },
)

const instanceName = fc.oneof(
  {
    arbitrary: fc
      .stringMatching(/^[a-zA-Z][a-zA-Z0-9-]{1,21}[a-zA-Z0-9]$/)
      .map((text) => (/-[0-9]+$/.test(text) ? `${text.slice(0, 22)}x` : text)),
    weight: 4,
  },
  { arbitrary: fc.constantFrom('ana-dev', 'workspace', 'Cluster-A'), weight: 1 },
)

/** Clusters and instances with names that differ. */
export const anyCompute = (ground: Ground, rules: ComputeRules): fc.Arbitrary<Compute> =>
  fc
    .record(
      {
        clusters: fc.uniqueArray(anyCluster(ground, rules), { maxLength: 4, selector: nameOf }),
        instances: fc.uniqueArray(anyInstance(ground, rules), { maxLength: 4, selector: nameOf }),
      },
      { requiredKeys: [] },
    )
    .map(({ clusters, instances }) => {
      const taken = new Set((clusters ?? []).map(nameOf))
      return {
        ...(clusters === undefined ? {} : { clusters }),
        ...(instances === undefined ? {} : { instances: instances.filter((one) => !taken.has(nameOf(one))) }),
      }
    })

/** How many addresses of the training subnet it takes when all clusters are at their largest. */
export function addressesOf({ clusters = [], instances = [] }: Compute): number {
  return clusters.reduce((sum, { maxNodes }) => sum + maxNodes, 0) + instances.length
}

export function namesIn({ clusters = [], instances = [] }: Compute): string[] {
  return [...clusters, ...instances].map(nameOf)
}

function nameOf({ name }: { readonly name: string }): string {
  return name.toLowerCase()
}

const anyCluster = (ground: Ground, rules: ComputeRules) =>
  placed(
    ground,
    rules,
    fc.record(
      {
        name: clusterName,
        vmSize,
        minNodes: fc.integer({ min: 0, max: 3 }),
        maxNodes: fc.oneof(
          { arbitrary: fc.integer({ min: 3, max: 40 }), weight: 9 },
          { arbitrary: fc.integer({ min: 41, max: 3000 }), weight: 1 },
        ),
        priority: fc.constantFrom('dedicated' as const, 'lowPriority' as const),
      },
      { requiredKeys: ['name', 'vmSize', 'maxNodes'] },
    ),
  )

const anyInstance = (ground: Ground, rules: ComputeRules) =>
  placed(
    ground,
    rules,
    fc.record({ name: instanceName, vmSize, assignedTo: fc.record({ objectId: guid, tenantId: guid }) }),
  )

function placed<Bare extends object>(ground: Ground, rules: ComputeRules, bare: fc.Arbitrary<Bare>) {
  const publicIp = fc.record(
    { publicIp: fc.constantFrom(...rules.publicIp) },
    { requiredKeys: rules.mayBeSilent ? [] : ['publicIp'] },
  )
  const subnet: fc.Arbitrary<{ subnetId?: string }> =
    rules.subnetId === undefined ? fc.constant({}) : fc.option(fc.record({ subnetId: rules.subnetId }), { nil: {} })
  const rest = fc.record(
    {
      region: fc.constant(ground.region),
      identityIds: fc.uniqueArray(anyIdentity(ground), { maxLength: 2 }),
      sshPublicKey: publicKey,
    },
    { requiredKeys: [] },
  )
  return fc
    .tuple(bare, publicIp, subnet, rest)
    .map(([bare, ip, subnet, rest]) => ({ ...bare, ...ip, ...subnet, ...rest }))
}

/** One of a few, so that several computes and the workspace share one now and then. */
export const anyIdentity = (ground: Pick<Ground, 'subscriptionId'>) =>
  anyId(
    'Microsoft.ManagedIdentity/userAssignedIdentities',
    anySubscription(ground),
    fc.constantFrom('id-training', 'ID-Training', 'id_jobs'),
  )
