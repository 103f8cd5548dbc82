import { actionOn } from '../arm/action-on.ts'
import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { tenantId } from '../identity/tenant-id.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { plainAnswers } from '../long-running/plain-answers.ts'
import { refuseWhileLinked } from '../monitor/refuse-while-linked.ts'

const type = 'Microsoft.Insights/components'

export const applicationInsights: ArmType = {
  type,
  name: { accepts: /^(?!.*[%&\\?/])(?!.*[ .]$).{1,255}$/ },
  style: { ...plainAnswers('Microsoft.Insights'), createdStatus: 200 },
  seconds: { create: 5, update: 3, delete: 3 },
  requires: ['kind'],
  refers(body) {
    const workspace = read.text(body, 'properties', 'WorkspaceResourceId')
    return workspace === undefined ? [] : [{ id: workspace, field: 'properties.WorkspaceResourceId' }]
  },
  complete({ id, body, existing, world }) {
    const kept = read.object(existing?.body, 'properties')
    const location = read.text(body, 'location') ?? ''
    const key = read.text(kept, 'InstrumentationKey') ?? world.newGuid()
    const appId = read.text(kept, 'AppId') ?? world.newGuid()
    return {
      body: {
        ...body,
        properties: {
          ...withDefaults(read.object(body, 'properties'), {
            Application_Type: 'web',
            Flow_Type: 'Bluefield',
            Request_Source: 'rest',
            RetentionInDays: 90,
            IngestionMode: 'LogAnalytics',
            publicNetworkAccessForIngestion: 'Enabled',
            publicNetworkAccessForQuery: 'Enabled',
          }),
          ApplicationId: id.name,
          AppId: appId,
          Name: id.name,
          InstrumentationKey: key,
          ConnectionString: `InstrumentationKey=${key};IngestionEndpoint=https://${location}-0.in.applicationinsights.azure.com/;LiveEndpoint=https://${location}.livediagnostics.monitor.azure.com/;ApplicationId=${appId}`,
          CreationDate: read.text(kept, 'CreationDate') ?? new Date(world.now()).toISOString(),
          TenantId: tenantId,
          provisioningState: 'Succeeded',
        },
      },
    }
  },
  refuseDelete: refuseWhileLinked,
  actions: [
    // Telemetry is not simulated, so a purge finds nothing and is done at once; its client still has to ask.
    actionOn(type, 'POST', 'purge', ({ resource, world, body, origin }) => {
      if ((read.text(body, 'table') ?? '') === '' || read.list(body, 'filters').length === 0)
        throw new ArmError(400, 'BadRequest', 'A purge needs a table and at least one filter.')
      const operationId = `purge-${world.newGuid()}`
      return {
        status: 202,
        effect: 'none',
        headers: {
          'x-ms-status-location': `${origin}${resource.id}/operations/${operationId}?api-version=2020-02-02`,
        },
        body: { operationId },
      }
    }),
    actionOn(type, 'GET', 'operations/(purge-[0-9a-f-]{36})', () => ({ status: 200, body: { status: 'completed' } })),
  ],
}
