import type { WorkspaceRequest } from '@palisade/contract'
import type { Cloud } from '@palisade/facts'
import { validateRequest } from '../src/validate/validate-request.ts'

/** The problems of a request, each as its code and where it points. */
export function codesAt(request: WorkspaceRequest, cloud?: Cloud): string[] {
  return validateRequest(request, cloud).map(({ code, pointer }) => `${code} ${pointer}`)
}
