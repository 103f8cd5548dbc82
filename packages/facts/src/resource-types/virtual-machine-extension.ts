import { Type } from 'typebox'
import { networkName } from './names.ts'
import { closed, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** A child of a virtual machine. The only one that is used lets people sign in with their Entra account. */
export const virtualMachineExtension = resourceType({
  type: 'Microsoft.Compute/virtualMachines/extensions',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      properties: Type.Object(
        {
          publisher: Type.Literal('Microsoft.Azure.ActiveDirectory'),
          type: Type.Literal('AADSSHLoginForLinux'),
          typeHandlerVersion: Type.Literal('1.0'),
          autoUpgradeMinorVersion: Type.Literal(true),
        },
        closed,
      ),
    },
    closed,
  ),
  outputs: [],
  hasTags: true,
  // The table of name rules has no entry for it; that of most others in a resource group is taken (unconfirmed).
  name: networkName(80),
  seconds: { create: 90, remove: 60 },
})
