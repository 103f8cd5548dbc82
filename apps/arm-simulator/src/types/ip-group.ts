import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { policiesNaming } from '../network/ip-group-users.ts'
import { networkName } from '../network/names.ts'

/** A list of ranges that firewall rules name. */
export const ipGroup: ArmType = {
  type: 'Microsoft.Network/ipGroups',
  name: networkName(1, 80),
  style: networkAnswers,
  seconds: {
    create: 3,
    // The firewalls whose rules name it take it up.
    update: (group, world) => (policiesNaming(group.key, world).length > 0 ? 60 : 3),
    delete: 3,
  },
  locks: (id, _body, world) => policiesNaming(id.key, world),
  // Such a conflict is only ever seen at the end. Source: hashicorp/terraform-provider-azurerm#19843.
  lateConflict: (id) => ({
    code: 'IpGroupsUpdateFailed',
    message: `Put on IP Groups ${id.name} Failed with 1 faulted referenced firewalls`,
    isUsual: true,
  }),
  complete: ({ body }) => ({ body: { ...body, properties: { ipAddresses: [], ...read.object(body, 'properties') } } }),
  refuseDelete(group, world) {
    const users = world.referencers(group.key)
    if (users.length === 0) return
    // The code is unconfirmed: documents say only that a group in use cannot be deleted.
    throw new ArmError(
      400,
      'IpGroupInUseCannotBeDeleted',
      `IP group ${group.id} cannot be deleted because it is in use by the following resources: ${users.map((user) => user.id).join(', ')}.`,
    )
  },
}
