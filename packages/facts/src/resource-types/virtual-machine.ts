import { Type } from 'typebox'
import { closed, SystemAssigned, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** Linux, started securely, entered with a key only: there is no place for a password, on purpose. */
export const virtualMachine = resourceType({
  type: 'Microsoft.Compute/virtualMachines',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      identity: SystemAssigned,
      properties: Type.Object(
        {
          hardwareProfile: Type.Object({ vmSize: Type.String() }, closed),
          securityProfile: Type.Object(
            {
              securityType: Type.Literal('TrustedLaunch'),
              uefiSettings: Type.Object(
                { secureBootEnabled: Type.Literal(true), vTpmEnabled: Type.Literal(true) },
                closed,
              ),
            },
            closed,
          ),
          storageProfile: Type.Object(
            {
              imageReference: Type.Object(
                { publisher: Type.String(), offer: Type.String(), sku: Type.String(), version: Type.String() },
                closed,
              ),
              osDisk: Type.Object(
                {
                  name: Type.String(),
                  createOption: Type.Literal('FromImage'),
                  /** The disk goes with the machine: nothing of ours stays behind. */
                  deleteOption: Type.Literal('Delete'),
                  managedDisk: Type.Object({ storageAccountType: Type.Literal('StandardSSD_LRS') }, closed),
                },
                closed,
              ),
            },
            closed,
          ),
          osProfile: Type.Object(
            {
              computerName: Type.String(),
              adminUsername: Type.String(),
              linuxConfiguration: Type.Object(
                {
                  disablePasswordAuthentication: Type.Literal(true),
                  ssh: Type.Object(
                    {
                      publicKeys: Type.Array(Type.Object({ path: Type.String(), keyData: Type.String() }, closed), {
                        minItems: 1,
                      }),
                    },
                    closed,
                  ),
                },
                closed,
              ),
            },
            closed,
          ),
          networkProfile: Type.Object(
            {
              networkInterfaces: Type.Array(
                Type.Object(
                  {
                    id: Type.String(),
                    // The interface is a resource of its own and is removed as one.
                    properties: Type.Object(
                      { primary: Type.Literal(true), deleteOption: Type.Literal('Detach') },
                      closed,
                    ),
                  },
                  closed,
                ),
                { minItems: 1, maxItems: 1 },
              ),
            },
            closed,
          ),
        },
        closed,
      ),
    },
    closed,
  ),
  outputs: ['principalId'],
  hasTags: true,
  // Of one that runs Linux.
  name: {
    pattern: /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?$/,
    words: '1 to 64 letters, digits and hyphens; begins and ends with a letter or digit',
  },
  seconds: { create: 90, remove: 60 },
})
