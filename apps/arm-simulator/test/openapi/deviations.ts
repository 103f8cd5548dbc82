import type { Finding } from './finding.ts'

export interface Deviation extends Pick<Finding, 'side' | 'where' | 'what'> {
  readonly reason: string
}
export const deviations: readonly Deviation[] = []
