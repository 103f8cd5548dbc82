import { diagnosticSetting as type } from '@palisade/facts'
import { knownAs } from '../body/known-as.ts'
import { longRunning } from '../sdks/long-running.ts'
import { relative } from '../sdks/relative.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import { kind } from './kind.ts'

/** The first version with groups of categories. There is no stable one. */
const apiVersion = '2021-05-01-preview'

/** Source: diagnosticsSettings_API.json of azure-rest-api-specs, Microsoft.Insights/preview/2021-05-01-preview. */
interface DiagnosticSetting {
  readonly properties?: {
    readonly workspaceId?: string
    readonly logs?: readonly { readonly categoryGroup?: string; readonly enabled: boolean }[]
    readonly metrics?: readonly { readonly category?: string; readonly enabled: boolean }[]
  }
}

export const diagnosticSetting = kind({
  type,
  called: 'diagnostic setting',
  sdk: resourcesSdk,
  read: (arm, id) => arm.resources.getById(relative(id.id), apiVersion),
  create: (arm, id, body) =>
    longRunning(arm.resources.createOrUpdateById(relative(id.id), apiVersion, knownAs<DiagnosticSetting>()(body))),
  remove: (arm, id) => longRunning(arm.resources.deleteById(relative(id.id), apiVersion)),
  outputs: () => ({}),
})
