import { scopedResource as type } from '@palisade/facts'
import { knownAs } from '../body/known-as.ts'
import { longRunning } from '../sdks/long-running.ts'
import { relative } from '../sdks/relative.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import { kind } from './kind.ts'

const apiVersion = '2021-07-01-preview'

/** Source: privateLinkScopes_API.json of azure-rest-api-specs, Microsoft.Insights/preview/2021-07-01-preview. */
interface ScopedResource {
  readonly properties?: { readonly linkedResourceId?: string }
}

export const scopedResource = kind({
  type,
  called: 'resource in an Azure Monitor private link scope',
  sdk: resourcesSdk,
  read: (arm, id) => arm.resources.getById(relative(id.id), apiVersion),
  create: (arm, id, body) =>
    longRunning(arm.resources.createOrUpdateById(relative(id.id), apiVersion, knownAs<ScopedResource>()(body))),
  remove: (arm, id) => longRunning(arm.resources.deleteById(relative(id.id), apiVersion)),
  outputs: () => ({}),
})
