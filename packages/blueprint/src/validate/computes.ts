import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { computesOf } from './computes-of.ts'
import { problem } from './problem.ts'
import { repeatedNames } from './repeated-names.ts'

/** Clusters, instances and Kubernetes share one list of names in Azure. */
export function computeNameProblems(request: WorkspaceRequest): ProblemItem[] {
  const kubernetes = request.inference?.kubernetes
  return repeatedNames('duplicate-compute-name', [
    ...computesOf(request).map(({ asked, at }) => ({ name: asked.name, at: `${at}/name` })),
    ...(kubernetes === undefined ? [] : [{ name: kubernetes.name, at: '/inference/kubernetes/name' }]),
  ])
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
