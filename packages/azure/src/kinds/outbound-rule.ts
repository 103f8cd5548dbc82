import { outboundRule as type } from '@palisade/facts'
import { knownAs } from '../body/known-as.ts'
import { longRunning } from '../sdks/long-running.ts'
import { relative } from '../sdks/relative.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import { kind } from './kind.ts'

const apiVersion = '2024-10-01'

/** Source: workspaceRP.json of azure-rest-api-specs, Microsoft.MachineLearningServices/stable/2024-10-01. */
interface OutboundRule {
  readonly properties: {
    readonly type: 'FQDN' | 'ServiceTag' | 'PrivateEndpoint'
    readonly category?: 'Required' | 'Recommended' | 'UserDefined'
    readonly destination?:
      | string
      | { readonly serviceTag: string; readonly protocol: string; readonly portRanges: string; readonly action: string }
      | { readonly serviceResourceId: string; readonly subresourceTarget: string; readonly sparkEnabled: boolean }
  }
}

/** By id: the SDK's version, 2022-10-01, has no managed networks. */
export const outboundRule = kind({
  type,
  called: 'outbound rule of the managed network',
  sdk: resourcesSdk,
  read: (arm, id) => arm.resources.getById(relative(id.id), apiVersion),
  create: (arm, id, body) =>
    longRunning(arm.resources.createOrUpdateById(relative(id.id), apiVersion, knownAs<OutboundRule>()(body))),
  remove: (arm, id) => longRunning(arm.resources.deleteById(relative(id.id), apiVersion)),
  outputs: () => ({}),
})
