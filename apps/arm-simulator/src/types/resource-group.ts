import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { groupAnswers } from '../long-running/group-answers.ts'

export const resourceGroup: ArmType = {
  type: 'Microsoft.Resources/resourceGroups',
  name: {
    accepts: /^[-\w._()]{0,89}[-\w_()]$/,
    refuse: (name) =>
      new ArmError(
        400,
        'InvalidResourceGroup',
        `The provided resource group name '${name}' has these invalid characters or length: it may have 90 word characters, '-', '_', '(', ')', '.', and must not end in a period.`,
      ),
  },
  style: groupAnswers,
  seconds: { create: 1, update: 1, delete: 60 },
  patchable: { properties: [], top: ['managedBy'] },
}
