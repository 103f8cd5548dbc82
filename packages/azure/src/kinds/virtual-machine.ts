import { virtualMachine as type } from '@palisade/facts'
import { knownAs } from '../body/known-as.ts'
import { longRunning } from '../sdks/long-running.ts'
import { relative } from '../sdks/relative.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import { computeApiVersion } from './compute-api-version.ts'
import { kind } from './kind.ts'
import { principalOf } from './principal-of.ts'

/** Of the many properties of a machine, those that ours may have. */
interface VirtualMachine {
  readonly location: string
  readonly tags?: Readonly<Record<string, string>>
  readonly identity?: { readonly type?: 'SystemAssigned' | 'UserAssigned' }
  readonly properties?: {
    readonly hardwareProfile?: { readonly vmSize?: string }
    readonly securityProfile?: {
      readonly securityType?: 'TrustedLaunch' | 'ConfidentialVM'
      readonly uefiSettings?: { readonly secureBootEnabled?: boolean; readonly vTpmEnabled?: boolean }
    }
    readonly storageProfile?: { readonly imageReference?: ImageReference; readonly osDisk?: OsDisk }
    readonly osProfile?: {
      readonly computerName?: string
      readonly adminUsername?: string
      readonly linuxConfiguration?: {
        readonly disablePasswordAuthentication?: boolean
        readonly ssh?: { readonly publicKeys?: readonly { readonly path?: string; readonly keyData?: string }[] }
      }
    }
    readonly networkProfile?: {
      readonly networkInterfaces?: readonly {
        readonly id?: string
        readonly properties?: { readonly primary?: boolean; readonly deleteOption?: 'Delete' | 'Detach' }
      }[]
    }
  }
}

interface ImageReference {
  readonly publisher?: string
  readonly offer?: string
  readonly sku?: string
  readonly version?: string
}

interface OsDisk {
  readonly name?: string
  readonly createOption: 'FromImage' | 'Empty' | 'Attach'
  readonly deleteOption?: 'Delete' | 'Detach'
  readonly managedDisk?: { readonly storageAccountType?: string }
}

export const virtualMachine = kind({
  type,
  called: 'virtual machine',
  sdk: resourcesSdk,
  read: (arm, id) => arm.resources.getById(relative(id.id), computeApiVersion),
  create: (arm, id, body) =>
    longRunning(arm.resources.createOrUpdateById(relative(id.id), computeApiVersion, knownAs<VirtualMachine>()(body))),
  remove: (arm, id) => longRunning(arm.resources.deleteById(relative(id.id), computeApiVersion)),
  outputs: ({ identity }) => ({ principalId: principalOf(identity) }),
})
