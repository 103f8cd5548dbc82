import type { ApplicationInsightsManagementModels } from '@azure/arm-appinsights'
import { applicationInsights as type } from '@palisade/facts'
import { knownFlattened } from '../body/known-flattened.ts'
import { longRunning } from '../sdks/long-running.ts'
import { relative } from '../sdks/relative.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import { kind } from './kind.ts'

/** The first stable version that knows a workspace behind the component. */
const apiVersion = '2020-02-02'

type Component = ApplicationInsightsManagementModels.ApplicationInsightsComponent

/** The SDK's model under the names of the REST API, and what 2020-02-02 added. Source: components_API.json of that version. */
interface ComponentOf2020
  extends Pick<
    Component,
    'location' | 'tags' | 'kind' | 'publicNetworkAccessForIngestion' | 'publicNetworkAccessForQuery'
  > {
  readonly Application_Type: Component['applicationType']
  readonly IngestionMode?: Exclude<Component['ingestionMode'], undefined> | 'LogAnalytics'
  readonly WorkspaceResourceId?: string
  readonly DisableLocalAuth?: boolean
}

/**
 * By id: `@azure/arm-appinsights` 4 is of an older generation, which takes no certificate authority, cannot share our
 * connections, and speaks 2018-05-01-preview. Its types still check what it knows.
 */
export const applicationInsights = kind({
  type,
  called: 'Application Insights component',
  sdk: resourcesSdk,
  read: (arm, id) => arm.resources.getById(relative(id.id), apiVersion),
  create: (arm, id, body) =>
    longRunning(arm.resources.createOrUpdateById(relative(id.id), apiVersion, knownFlattened<ComponentOf2020>()(body))),
  remove: (arm, id) => longRunning(arm.resources.deleteById(relative(id.id), apiVersion)),
  outputs: () => ({}),
})
