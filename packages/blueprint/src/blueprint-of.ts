import type { Blueprint, WorkspaceRequest } from '@palisade/contract'
import { derivedFrom } from './names/derived.ts'
import { privateWorkspace } from './private-workspace.ts'
import { siteOf } from './site.ts'

/**
 * All that a workspace consists of. A pure function: the same request and id give the same blueprint.
 * Only for requests that `validateRequest` accepts; throws a `RangeError` where the address space is no IPv4 range.
 */
export function blueprintOf(request: WorkspaceRequest, workspace: { readonly id: string }): Blueprint {
  return privateWorkspace(siteOf(request, derivedFrom(workspace.id)))
}
