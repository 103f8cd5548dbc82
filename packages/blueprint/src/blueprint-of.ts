import type { Blueprint, WorkspaceRequest } from '@palisade/contract'
import type { Cloud } from '@palisade/facts'
import { compose } from './compose.ts'
import { asRequested } from './ground/as-requested.ts'
import { plannedHandOff } from './hand-off/planned-hand-off.ts'
import { derivedFrom } from './names/derived.ts'
import { withPreflight } from './preflight/with-preflight.ts'
import { type Site, siteOf } from './site.ts'

/**
 * All that a workspace consists of. A pure function: the same request, id and cloud give the same blueprint.
 * Only for requests that `validateRequest` accepts; throws a `RangeError` where something in it makes no sense.
 */
export function blueprintOf(
  request: WorkspaceRequest,
  workspace: { readonly id: string; readonly cloud?: Cloud },
): Blueprint {
  return blueprintAt(siteOf(request, derivedFrom(workspace.id), workspace.cloud ?? 'AzurePublic'))
}

export function blueprintAt(site: Site): Blueprint {
  const { resources, workspace } = compose(site)
  return {
    version: 1,
    workspaceId: site.derived.workspaceId,
    resources: withPreflight({ site, resources: asRequested(site, resources) }),
    summary: { workspace },
    handOff: plannedHandOff(site),
  }
}
