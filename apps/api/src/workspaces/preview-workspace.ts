import { preview } from '@palisade/blueprint'
import type { PreviewView, WorkspaceRequest } from '@palisade/contract'
import { refuseImpossible } from './refuse-impossible.ts'

/** What a request would make. Writes nothing. */
export function previewWorkspace(request: WorkspaceRequest): PreviewView {
  refuseImpossible(request)
  return preview(request)
}
