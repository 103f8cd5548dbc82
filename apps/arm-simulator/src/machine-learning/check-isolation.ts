import type { Write } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { badRequest } from './bad-request.ts'
import { isolationModes, isolationOf } from './isolation-mode.ts'
import { requireEnum } from './require-enum.ts'

/** A managed network is only ever closed further, and not under the feet of computes. */
export function checkIsolation({ id, body, existing, world }: Write): void {
  const asked = read.object(body, 'properties', 'managedNetwork')
  requireEnum(asked.isolationMode, 'properties.managedNetwork.isolationMode', isolationModes)
  requireEnum(asked.firewallSku, 'properties.managedNetwork.firewallSku', ['Standard', 'Basic'])
  if (existing === undefined || asked.isolationMode === undefined) return
  const before = isolationOf(existing.body)
  const after = isolationOf(body)
  if (before === after) return
  const isAllowed =
    before === 'Disabled' || (before === 'AllowInternetOutbound' && after === 'AllowOnlyApprovedOutbound')
  if (!isAllowed)
    throw badRequest(
      `The isolation mode of the managed network of workspace '${id.name}' cannot be changed from ${before} to ${after}.`,
      'properties.managedNetwork.isolationMode',
    )
  const computes = world.children(id.key, 'Microsoft.MachineLearningServices/workspaces/computes')
  if (computes.length > 0)
    throw badRequest(
      `The isolation mode of the managed network of workspace '${id.name}' cannot be changed while it has computes: ${computes.map((compute) => compute.name).join(', ')}. Delete them first.`,
      'properties.managedNetwork.isolationMode',
    )
}
