import { privateLinkScope as type } from '@palisade/facts'
import { knownAs } from '../body/known-as.ts'
import { longRunning } from '../sdks/long-running.ts'
import { relative } from '../sdks/relative.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import { kind } from './kind.ts'

/** No stable version has the access modes. */
const apiVersion = '2021-07-01-preview'

/** Source: privateLinkScopes_API.json of azure-rest-api-specs, Microsoft.Insights/preview/2021-07-01-preview. */
interface PrivateLinkScope {
  readonly location: string
  readonly tags?: Readonly<Record<string, string>>
  readonly properties: {
    readonly accessModeSettings: {
      readonly ingestionAccessMode: 'Open' | 'PrivateOnly'
      readonly queryAccessMode: 'Open' | 'PrivateOnly'
    }
  }
}

/** By id: the SDK of this provider is no dependency of ours for so few types of resources. */
export const privateLinkScope = kind({
  type,
  called: 'Azure Monitor private link scope',
  sdk: resourcesSdk,
  read: (arm, id) => arm.resources.getById(relative(id.id), apiVersion),
  create: (arm, id, body) =>
    longRunning(arm.resources.createOrUpdateById(relative(id.id), apiVersion, knownAs<PrivateLinkScope>()(body))),
  remove: (arm, id) => longRunning(arm.resources.deleteById(relative(id.id), apiVersion)),
  outputs: () => ({}),
})
