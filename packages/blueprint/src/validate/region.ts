import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { type Cloud, cloudOfRegion } from '@palisade/facts'
import { problem } from './problem.ts'

/** A region is in one cloud, and an installation works in one. */
export function regionProblems({ region }: WorkspaceRequest, cloud: Cloud): ProblemItem[] {
  const other = cloudOfRegion(region)
  if (other === cloud) return []
  return [
    problem(
      'region-other-cloud',
      '/region',
      `"${region}" is a region of ${other}, and this installation works in ${cloud}: choose a region there.`,
    ),
  ]
}
