import { preview } from '@palisade/blueprint'
import type { PreviewView, WorkspaceRequest } from '@palisade/contract'
import type { ApiParts } from '../api-parts.ts'
import { refuseImpossible } from './refuse-impossible.ts'

/** What a request would make. Writes nothing. */
export function previewWorkspace({ cloud }: Pick<ApiParts, 'cloud'>, request: WorkspaceRequest): PreviewView {
  refuseImpossible(request, cloud)
  return preview(request, cloud)
}
