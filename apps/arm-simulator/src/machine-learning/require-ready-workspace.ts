import { ArmError } from '../arm/arm-error.ts'
import type { Resource } from '../state/resource.ts'

/** What lies in a workspace is written only while nothing is being done to the workspace itself. */
export function requireReadyWorkspace(workspace: Resource): void {
  if (workspace.state === 'Succeeded') return
  throw new ArmError(
    409,
    'Conflict',
    `The workspace '${workspace.name}' is in ${workspace.state} state. Please retry after it is done.`,
  )
}
