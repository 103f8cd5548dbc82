import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

const datastoreType = 'Microsoft.MachineLearningServices/workspaces/datastores'

/** The two that Azure makes with a workspace, in the storage account that the workspace names. */
export function placeDefaultDatastores(workspace: Resource, world: World): void {
  const account = world.get(keyOf(read.text(workspace.body, 'properties', 'storageAccount') ?? ''))
  if (account === undefined) return
  const guid = read.text(workspace.body, 'properties', 'workspaceId') ?? ''
  const [, , subscriptionId = '', , resourceGroup = ''] = account.id.split('/')
  const host = read.text(account.body, 'properties', 'primaryEndpoints', 'blob') ?? ''
  const shared: JsonObject = {
    description: null,
    properties: null,
    tags: {},
    subscriptionId,
    resourceGroup,
    accountName: account.name,
    endpoint: host.replace(/^https:\/\/[^.]+\.blob\.|\/$/g, ''),
    protocol: 'https',
    credentials: {
      credentialsType:
        read.text(workspace.body, 'properties', 'systemDatastoresAuthMode')?.toLowerCase() === 'identity'
          ? 'None'
          : 'AccountKey',
    },
    serviceDataAccessAuthIdentity: 'None',
  }
  put('workspaceblobstore', {
    ...shared,
    datastoreType: 'AzureBlob',
    containerName: `azureml-blobstore-${guid}`,
    isDefault: true,
  })
  put('workspacefilestore', {
    ...shared,
    datastoreType: 'AzureFile',
    fileShareName: `azureml-filestore-${guid}`,
    isDefault: false,
  })

  function put(name: string, properties: JsonObject): void {
    const at = new Date(world.now()).toISOString()
    world.put({
      id: `${workspace.id}/datastores/${name}`,
      key: `${workspace.key}/datastores/${name}`,
      type: datastoreType,
      name,
      subscription: workspace.subscription,
      parent: workspace.key,
      body: { properties },
      internal: {
        systemData: { createdBy: 'Service Principal', createdByType: 'Application', createdAt: at, lastModifiedAt: at },
      },
      state: 'Succeeded',
      hidden: false,
    })
  }
}
