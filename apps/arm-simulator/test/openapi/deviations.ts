import type { Finding } from './finding.ts'

/** Whose exchanges are held against the documents: each type by itself, the official examples, or the product. */
export type Suite = 'types' | 'examples' | 'product'

export interface Deviation extends Pick<Finding, 'side' | 'where' | 'what'> {
  readonly reason: string
  /** Where it occurs each time; when it does not any more, the entry has to go. */
  readonly seenIn: readonly Suite[]
}

/** All in which requests and answers are otherwise than the documents say, on purpose. */
export const deviations: readonly Deviation[] = []
