import type { WorkspaceRequest } from '@palisade/contract'
import { choicesOf } from '../choices.ts'

/**
 * Whether the scenario needs a network and the request describes none. That is one problem: what would follow from it is
 * not reported beside it.
 */
export function isNetworkMissing(request: WorkspaceRequest): boolean {
  const { scenario } = choicesOf(request)
  return (scenario === 'private' || scenario === 'hybrid') && request.network === undefined
}
