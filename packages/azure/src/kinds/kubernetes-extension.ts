import { kubernetesExtension as type } from '@palisade/facts'
import { knownAs } from '../body/known-as.ts'
import { textAt } from '../body/text-at.ts'
import { longRunning } from '../sdks/long-running.ts'
import { relative } from '../sdks/relative.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import { kind } from './kind.ts'

const apiVersion = '2023-05-01'

/** Source: extensions.json of azure-rest-api-specs, Microsoft.KubernetesConfiguration/stable/2023-05-01. */
interface Extension {
  readonly identity?: { readonly type?: 'SystemAssigned' }
  readonly properties?: {
    readonly extensionType?: string
    readonly autoUpgradeMinorVersion?: boolean
    readonly releaseTrain?: string
    readonly scope?: { readonly cluster?: { readonly releaseNamespace?: string } }
    readonly configurationSettings?: Readonly<Record<string, string>>
  }
}

/** By id: the SDK of this provider is no dependency of ours for one type of resource. */
export const kubernetesExtension = kind({
  type,
  called: 'extension of the Kubernetes cluster',
  sdk: resourcesSdk,
  read: (arm, id) => arm.resources.getById(relative(id.id), apiVersion),
  create: (arm, id, body) =>
    longRunning(arm.resources.createOrUpdateById(relative(id.id), apiVersion, knownAs<Extension>()(body))),
  remove: (arm, id) => longRunning(arm.resources.deleteById(relative(id.id), apiVersion)),
  outputs: ({ properties }) => ({ principalId: textAt(properties, 'aksAssignedIdentity', 'principalId') }),
})
