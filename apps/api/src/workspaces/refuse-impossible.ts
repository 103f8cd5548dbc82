import { validateRequest } from '@palisade/blueprint'
import type { WorkspaceRequest } from '@palisade/contract'
import type { Cloud } from '@palisade/facts'
import { refusalOfItems } from '../problems/refusal-of-items.ts'

/** Throws a refusal that names all that is wrong with what a request means, beyond its form. */
export function refuseImpossible(request: WorkspaceRequest, cloud: Cloud): void {
  const items = validateRequest(request, cloud)
  if (items.length > 0) throw refusalOfItems(items, 422)
}
