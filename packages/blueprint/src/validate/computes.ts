import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { problem } from './problem.ts'

/** Clusters and instances share one list of names in Azure, which does not tell upper from lower case. */
export function computeNameProblems(request: WorkspaceRequest): ProblemItem[] {
  const named = [
    ...(request.compute?.clusters ?? []).map(({ name }, index) => ({ name, at: `/compute/clusters/${index}/name` })),
    ...(request.compute?.instances ?? []).map(({ name }, index) => ({ name, at: `/compute/instances/${index}/name` })),
  ]
  const first = new Map<string, string>()
  return named.flatMap(({ name, at }) => {
    const earlier = first.get(name.toLowerCase())
    if (earlier === undefined) {
      first.set(name.toLowerCase(), at)
      return []
    }
    return [problem('duplicate-compute-name', at, `"${name}" is the name at ${earlier} too: choose another one.`)]
  })
}

/** A cluster cannot keep more nodes than it may have. */
export function clusterSizeProblems(request: WorkspaceRequest): ProblemItem[] {
  return (request.compute?.clusters ?? []).flatMap(({ minNodes = 0, maxNodes }, index) =>
    minNodes <= maxNodes
      ? []
      : [
          problem(
            'invalid-value',
            `/compute/clusters/${index}/minNodes`,
            `The cluster would keep ${minNodes} nodes and may have ${maxNodes}: choose at most ${maxNodes}.`,
          ),
        ],
  )
}
