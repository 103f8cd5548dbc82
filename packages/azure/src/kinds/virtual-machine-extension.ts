import { virtualMachineExtension as type } from '@palisade/facts'
import { knownAs } from '../body/known-as.ts'
import { longRunning } from '../sdks/long-running.ts'
import { relative } from '../sdks/relative.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import { computeApiVersion } from './compute-api-version.ts'
import { kind } from './kind.ts'

interface VirtualMachineExtension {
  readonly location?: string
  readonly tags?: Readonly<Record<string, string>>
  readonly properties?: {
    readonly publisher?: string
    readonly type?: string
    readonly typeHandlerVersion?: string
    readonly autoUpgradeMinorVersion?: boolean
  }
}

export const virtualMachineExtension = kind({
  type,
  called: 'virtual machine extension',
  sdk: resourcesSdk,
  read: (arm, id) => arm.resources.getById(relative(id.id), computeApiVersion),
  create: (arm, id, body) =>
    longRunning(
      arm.resources.createOrUpdateById(relative(id.id), computeApiVersion, knownAs<VirtualMachineExtension>()(body)),
    ),
  remove: (arm, id) => longRunning(arm.resources.deleteById(relative(id.id), computeApiVersion)),
  outputs: () => ({}),
})
