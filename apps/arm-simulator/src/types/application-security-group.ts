import type { ArmType } from '../arm/arm-type.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { networkName } from '../network/names.ts'

/** A name for interfaces that security rules may use. Who is in it is not followed. */
export const applicationSecurityGroup: ArmType = {
  type: 'Microsoft.Network/applicationSecurityGroups',
  name: networkName(1, 80),
  style: networkAnswers,
  seconds: { create: 3, update: 3, delete: 3 },
  complete: ({ body }) => ({ body: { ...body, properties: {} } }),
}
