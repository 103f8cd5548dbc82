import {
  networkInterface,
  type resourceGroup,
  sshPublicKey,
  type subnet,
  virtualMachine,
  virtualMachineExtension,
} from '@palisade/facts'
import { roleOfPerson } from '../access/role-assignment.ts'
import type { Add } from '../collect.ts'
import { type Declaration, declare, type Earlier } from '../declare.ts'
import type { Given } from '../ground/given.ts'
import type { Site } from '../site.ts'

const defaultSize = 'Standard_D2s_v5'
const adminUsername = 'azureuser'

/** A generation 2 image, which a securely started machine needs. */
const image = { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' }

/**
 * A machine inside the network from which people open the studio. It has no public address and no password. Its key is
 * one that the request names, or one that Azure makes and whose private half nobody keeps: people sign in with Entra ID.
 */
export function jumpBox(
  site: Site,
  add: Add,
  on: {
    readonly group: Declaration<typeof resourceGroup>
    readonly subnet: Declaration<typeof subnet>
    readonly given: Given
    readonly ready: readonly Earlier[]
  },
) {
  const asked = typeof site.request.jumpBox === 'object' ? site.request.jumpBox : {}
  const common = { phase: 'jumpBox', parent: on.group } as const
  const { region: location, tags } = site
  const key =
    on.given.sshKey ??
    add(
      declare(sshPublicKey, {
        ...common,
        key: 'jump-box/key',
        name: site.names.jumpBoxKey,
        body: { location, tags, properties: {} },
      }),
    )
  const card = add(
    declare(networkInterface, {
      ...common,
      key: 'jump-box/interface',
      name: site.names.jumpBoxInterface,
      body: {
        location,
        tags,
        properties: {
          ipConfigurations: [
            {
              name: 'primary',
              properties: { primary: true, subnet: { id: on.subnet.ref }, privateIPAllocationMethod: 'Dynamic' },
            },
          ],
        },
      },
    }),
  )
  const machine = add(
    declare(virtualMachine, {
      ...common,
      key: 'jump-box/machine',
      name: site.names.jumpBox,
      after: on.ready,
      body: {
        location,
        tags,
        identity: { type: 'SystemAssigned' },
        properties: {
          hardwareProfile: { vmSize: asked.vmSize ?? defaultSize },
          securityProfile: {
            securityType: 'TrustedLaunch',
            uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
          },
          storageProfile: {
            imageReference: image,
            osDisk: {
              name: `osdisk-${site.names.jumpBox}`,
              createOption: 'FromImage',
              deleteOption: 'Delete',
              managedDisk: { storageAccountType: 'StandardSSD_LRS' },
            },
          },
          osProfile: {
            computerName: site.names.jumpBox,
            adminUsername,
            linuxConfiguration: {
              disablePasswordAuthentication: true,
              ssh: {
                publicKeys: [{ path: `/home/${adminUsername}/.ssh/authorized_keys`, keyData: key.output('publicKey') }],
              },
            },
          },
          networkProfile: {
            networkInterfaces: [{ id: card.ref, properties: { primary: true, deleteOption: 'Detach' } }],
          },
        },
      },
    }),
  )
  add(
    declare(virtualMachineExtension, {
      key: 'jump-box/sign-in',
      phase: 'jumpBox',
      parent: machine,
      name: 'AADSSHLoginForLinux',
      body: {
        location,
        tags,
        properties: {
          publisher: 'Microsoft.Azure.ActiveDirectory',
          type: 'AADSSHLoginForLinux',
          typeHandlerVersion: '1.0',
          autoUpgradeMinorVersion: true,
        },
      },
    }),
  )
  for (const objectId of new Set((asked.users ?? []).map((id) => id.toLowerCase()))) {
    add(
      roleOfPerson(site, {
        key: `jump-box-user-${objectId}`,
        role: 'Virtual Machine User Login',
        on: machine,
        objectId,
        why: 'May sign in to the jump box.',
      }),
    )
  }
  return machine
}
