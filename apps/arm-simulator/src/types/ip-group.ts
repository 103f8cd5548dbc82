import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { networkName } from '../network/names.ts'

/** A list of ranges that firewall rules name. */
export const ipGroup: ArmType = {
  type: 'Microsoft.Network/ipGroups',
  name: networkName(1, 80),
  style: networkAnswers,
  seconds: { create: 3, update: 3, delete: 3 },
  complete: ({ body }) => ({ body: { ...body, properties: { ipAddresses: [], ...read.object(body, 'properties') } } }),
}
