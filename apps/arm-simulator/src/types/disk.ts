import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { computeAnswers } from '../long-running/compute-answers.ts'

/** Only read and deleted: machines make their own. */
export const disk: ArmType = {
  type: 'Microsoft.Compute/disks',
  verbs: ['GET', 'DELETE'],
  style: computeAnswers,
  // Nobody has measured it (unconfirmed).
  seconds: { create: 5, update: 5, delete: 10 },
  refuseDelete(resource) {
    const machine = read.text(resource.body, 'managedBy')
    if (machine === undefined) return
    throw new ArmError(409, 'OperationNotAllowed', `Disk ${resource.name} is attached to VM ${machine}.`)
  },
}
