import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { computeAnswers } from '../long-running/compute-answers.ts'

/** Machines make their own, and clients theirs. What is on one is not simulated, so neither is what it is copied from. */
export const disk: ArmType = {
  type: 'Microsoft.Compute/disks',
  name: { accepts: /^(?=.{1,80}$)[A-Za-z0-9](?:[\w.-]*\w)?$/ },
  style: {
    ...computeAnswers,
    create: { status: 202, headers: ['status', 'result'], body: true },
    update: { status: 202, headers: ['status', 'result'], body: true },
    patch: { status: 202, headers: ['status', 'result'], body: true },
  },
  // Nobody has measured it (unconfirmed).
  seconds: { create: 5, update: 5, delete: 10 },
  requires: ['properties.creationData.createOption'],
  validate({ body, existing }) {
    const size = read.number(body, 'properties', 'diskSizeGB')
    const had = read.number(existing?.body, 'properties', 'diskSizeGB')
    if (size === undefined && read.text(body, 'properties', 'creationData', 'createOption') === 'Empty')
      throw new ArmError(400, 'InvalidParameter', "Required parameter 'disk.diskSizeGB' is missing (null).", {
        target: 'disk.diskSizeGB',
      })
    // That a disk only grows is documented; the code is that of other refused changes of a disk (unconfirmed).
    if (size !== undefined && had !== undefined && size < had)
      throw new ArmError(409, 'OperationNotAllowed', 'Disk size cannot be reduced.', { target: 'disk.diskSizeGB' })
  },
  complete({ body, existing, world }) {
    const kept = read.object(existing?.body, 'properties')
    const { managedBy: _machine, ...rest } = body
    return {
      body: {
        ...rest,
        ...(existing?.body.managedBy === undefined ? {} : { managedBy: existing.body.managedBy }),
        sku: withDefaults(read.object(body, 'sku'), { name: 'Standard_LRS', tier: 'Standard' }),
        properties: {
          ...withDefaults(read.object(body, 'properties'), {
            encryption: { type: 'EncryptionAtRestWithPlatformKey' },
            networkAccessPolicy: 'AllowAll',
            publicNetworkAccess: 'Enabled',
          }),
          diskState: read.text(kept, 'diskState') ?? 'Unattached',
          timeCreated: read.text(kept, 'timeCreated') ?? new Date(world.now()).toISOString(),
          uniqueId: read.text(kept, 'uniqueId') ?? world.newGuid(),
        },
      },
    }
  },
  refuseDelete(resource) {
    const machine = read.text(resource.body, 'managedBy')
    if (machine === undefined) return
    throw new ArmError(409, 'OperationNotAllowed', `Disk ${resource.name} is attached to VM ${machine}.`)
  },
  patchable: { properties: ['diskSizeGB', 'networkAccessPolicy', 'publicNetworkAccess', 'tier'], top: ['sku'] },
}
