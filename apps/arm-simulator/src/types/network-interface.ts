import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { networkAnswers } from '../long-running/network-answers.ts'

/** Only read: private endpoints make and remove their own. */
export const networkInterface: ArmType = {
  type: 'Microsoft.Network/networkInterfaces',
  verbs: ['GET'],
  style: networkAnswers,
  seconds: { create: 3, update: 3, delete: 11 },
  refers: (body) =>
    read.list(body, 'properties', 'ipConfigurations').flatMap((configuration) => {
      const id = read.text(configuration, 'properties', 'subnet', 'id')
      return id === undefined ? [] : [{ id, field: 'properties.ipConfigurations.properties.subnet.id' }]
    }),
}
