import {
  type applicationInsights,
  type containerRegistry,
  type keyVault,
  mlWorkspace as mlWorkspaceType,
  type resourceGroup,
  type storageAccount,
} from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/** The resources that an Azure ML workspace is built on. */
export interface Foundations {
  readonly storage: Declaration<typeof storageAccount>
  readonly vault: Declaration<typeof keyVault>
  readonly registry: Declaration<typeof containerRegistry>
  readonly insights: Declaration<typeof applicationInsights>
}

/**
 * The Azure ML workspace. Its network is ours and not one that Azure manages. `identity` lets it reach its own storage
 * by role, because the keys of the account are off; high business impact can only be set now.
 */
export function mlWorkspace(site: Site, group: Declaration<typeof resourceGroup>, on: Foundations) {
  const id = `${group.id}/providers/${mlWorkspaceType.type}/${site.names.mlWorkspace}`
  return declare(mlWorkspaceType, {
    key: 'workspace/ml-workspace',
    phase: 'workspace',
    parent: group,
    name: site.names.mlWorkspace,
    exclusive: [id],
    body: {
      location: site.region,
      tags: site.tags,
      kind: 'Default',
      sku: { name: 'Basic', tier: 'Basic' },
      identity: { type: 'SystemAssigned' },
      properties: {
        friendlyName: site.request.name,
        storageAccount: on.storage.ref,
        keyVault: on.vault.ref,
        containerRegistry: on.registry.ref,
        applicationInsights: on.insights.ref,
        publicNetworkAccess: 'Disabled',
        hbiWorkspace: true,
        v1LegacyMode: false,
        systemDatastoresAuthMode: 'identity',
        managedNetwork: { isolationMode: 'Disabled' },
      },
    },
  })
}
