import type { WorkspaceRequest } from '@palisade/contract'

type Computes = NonNullable<WorkspaceRequest['compute']>
type Cluster = NonNullable<Computes['clusters']>[number]
type Instance = NonNullable<Computes['instances']>[number]

/** A cluster or an instance, with where it stands in the request. */
export type PlacedCompute = { readonly at: string } & (
  | { readonly kind: 'cluster'; readonly asked: Cluster }
  | { readonly kind: 'instance'; readonly asked: Instance }
)

/** All clusters and instances of a request. */
export function computesOf(request: WorkspaceRequest): PlacedCompute[] {
  const { clusters = [], instances = [] } = request.compute ?? {}
  return [
    ...clusters.map((asked, index) => ({ kind: 'cluster' as const, asked, at: `/compute/clusters/${index}` })),
    ...instances.map((asked, index) => ({ kind: 'instance' as const, asked, at: `/compute/instances/${index}` })),
  ]
}
