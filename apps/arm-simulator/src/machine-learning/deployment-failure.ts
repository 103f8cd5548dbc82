import type { JsonObject } from '../json/json.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { hasManagedNetwork } from './isolation-mode.ts'
import { managedNetworkObstacles } from './managed-network-obstacles.ts'
import { workspaceAbove } from './workspace-above.ts'

/**
 * Why the machines of an online deployment cannot fetch their image or their model over the managed network. Code and the
 * beginning of the text are those of "Troubleshoot online endpoints deployment"; how the text goes on is unconfirmed.
 */
export function deploymentFailure(deployment: Resource, world: World): JsonObject | undefined {
  const workspace = workspaceAbove(deployment.id, world)
  if (workspace === undefined || !hasManagedNetwork(workspace)) return undefined
  for (const [part, thing] of [
    ['registry', 'container image'],
    ['blob', 'model'],
  ] as const) {
    const [missing] = managedNetworkObstacles(workspace, [part], world)
    if (missing === undefined) continue
    const message = `Unable to download user ${thing}. Missing: ${missing.what} (${missing.obstacle.why}).`
    return { code: 'BadArgument', message }
  }
  return undefined
}
