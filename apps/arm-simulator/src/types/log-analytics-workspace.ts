import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { logAnalyticsAnswers } from '../long-running/log-analytics-answers.ts'
import { refuseWhileLinked } from '../monitor/refuse-while-linked.ts'

/** Recovered by a PUT of the same name while it is softly deleted. */
export const logAnalyticsWorkspace: ArmType = {
  type: 'Microsoft.OperationalInsights/workspaces',
  name: { accepts: /^(?=.{4,63}$)[A-Za-z0-9][A-Za-z0-9-]+[A-Za-z0-9]$/ },
  style: logAnalyticsAnswers,
  seconds: { create: 30, update: 5, delete: 5 },
  validate({ id, body, existing, world }) {
    const deleted = existing === undefined ? world.deletedAt(id.key) : undefined
    if (deleted !== undefined && deleted.location !== read.text(body, 'location')) {
      throw new ArmError(409, 'Conflict', `The workspace name '${id.name}' is not unique`, { target: 'name' })
    }
  },
  complete({ id, body, existing, world }) {
    const deleted = existing === undefined ? world.deletedAt(id.key) : undefined
    if (deleted !== undefined) world.forgetDeleted(id.key)
    const kept = read.object(existing?.body ?? deleted?.body, 'properties')
    const now = new Date(world.now()).toISOString()
    const properties = withDefaults(read.object(body, 'properties'), {
      retentionInDays: 30,
      publicNetworkAccessForIngestion: 'Enabled',
      publicNetworkAccessForQuery: 'Enabled',
      features: { enableLogAccessUsingOnlyResourcePermissions: true },
    })
    return {
      body: {
        ...body,
        properties: {
          ...properties,
          sku: { ...withDefaults(read.object(properties, 'sku'), { name: 'PerGB2018' }), lastSkuUpdate: now },
          customerId: read.text(kept, 'customerId') ?? world.newGuid(),
          createdDate: read.text(kept, 'createdDate') ?? now,
          modifiedDate: now,
          workspaceCapping: withDefaults(read.object(properties, 'workspaceCapping'), {
            dailyQuotaGb: -1,
            dataIngestionStatus: 'RespectQuota',
          }),
        },
      },
    }
  },
  refuseDelete: refuseWhileLinked,
  removed(workspace, world, query) {
    if (query.get('force') === 'true') return
    world.keepDeleted({
      id: workspace.id,
      key: workspace.key,
      type: workspace.type,
      name: workspace.name,
      subscription: workspace.subscription,
      location: read.text(workspace.body, 'location') ?? '',
      body: workspace.body,
      internal: workspace.internal,
      deletedAt: new Date(world.now()).toISOString(),
    })
  },
  deleteMissing(id, world, query) {
    if (query.get('force') !== 'true' || world.deletedAt(id.key) === undefined) return false
    world.forgetDeleted(id.key)
    return true
  },
  // Source: DeletedWorkspaces_List and _ListByResourceGroup in Workspaces.json.
  actions: [
    {
      method: 'GET',
      word: { text: 'deletedworkspaces', fromEnd: 1 },
      path: /^(\/subscriptions\/[^/]+)(\/resourcegroups\/[^/]+)?\/providers\/microsoft\.operationalinsights\/deletedworkspaces$/,
      run: ({ match: [, subscription = '', group = ''], world }) => ({
        status: 200,
        body: {
          value: world
            .deleted(logAnalyticsWorkspace.type)
            .filter(({ key }) => `${key}/`.startsWith(`${subscription}${group}/`))
            .map(({ id, name, type, location, body }) => ({
              id,
              name,
              type,
              location,
              tags: read.object(body, 'tags'),
              properties: { ...read.object(body, 'properties'), provisioningState: 'Succeeded' },
            })),
        },
      }),
    },
  ],
  patchable: {
    properties: [
      'sku',
      'retentionInDays',
      'workspaceCapping',
      'publicNetworkAccessForIngestion',
      'publicNetworkAccessForQuery',
      'forceCmkForQuery',
      'features',
      'defaultDataCollectionRuleResourceId',
    ],
    top: ['identity'],
  },
}
