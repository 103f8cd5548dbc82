import type { WorkspaceRequest } from '@palisade/contract'
import fc from 'fast-check'
import { anyRequest } from './any-request.ts'

/** So many random requests; the same seed gives the same ones. */
export function sampleRequests(seed: number, count: number): WorkspaceRequest[] {
  return fc.sample(anyRequest, { seed, numRuns: count })
}
