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
  const obstacles = managedNetworkObstacles(workspace, false, world).filter(({ what }) => !what.includes(' to vault '))
  if (obstacles.length === 0) return undefined
  const isImage = obstacles.some(({ what }) => what.includes(' to registry '))
  return {
    code: 'BadArgument',
    message: `Unable to download user ${isImage ? 'container image' : 'model'}. Missing: ${obstacles.map(({ what, obstacle }) => `${what} (${obstacle.why})`).join('; ')}.`,
  }
}
