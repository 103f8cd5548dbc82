import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { addressSpaceProblems } from './address-space.ts'
import { clusterSizeProblems, computeNameProblems } from './computes.ts'
import { tagProblems } from './tags.ts'

/** All that is wrong with a request that has the form of the schema. Empty where a blueprint can be computed. */
export function validateRequest(request: WorkspaceRequest): ProblemItem[] {
  return [
    ...addressSpaceProblems(request),
    ...computeNameProblems(request),
    ...clusterSizeProblems(request),
    ...tagProblems(request),
  ]
}
