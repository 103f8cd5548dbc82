import {
  type applicationInsights,
  type containerRegistry,
  type keyVault,
  type logAnalytics,
  mlWorkspace as mlWorkspaceType,
  type resourceGroup,
  type storageAccount,
} from '@palisade/facts'
import { type Declaration, declare, type Earlier } from '../declare.ts'
import type { Site } from '../site.ts'
import type { CustomerKey } from './customer-key.ts'
import type { OwnIdentity } from './own-identity.ts'

/** The resources that an Azure ML workspace is built on. */
export interface Foundations {
  readonly storage: Declaration<typeof storageAccount>
  readonly vault: Declaration<typeof keyVault>
  readonly registry: Declaration<typeof containerRegistry>
  readonly logs: Declaration<typeof logAnalytics>
  readonly insights: Declaration<typeof applicationInsights>
}

const isolationModes = {
  internet: 'AllowInternetOutbound',
  approvedOnly: 'AllowOnlyApprovedOutbound',
} as const

/**
 * The Azure ML workspace. `identity` lets it reach its own storage by role, because the keys of the account are off; high
 * business impact can only be set now. Where only some addresses may come in from outside it begins closed, because
 * they can be named only when it exists.
 */
export function mlWorkspace(
  site: Site,
  group: Declaration<typeof resourceGroup>,
  on: Foundations,
  as: {
    readonly identity: OwnIdentity | undefined
    readonly customerKey: CustomerKey | undefined
    readonly after: readonly Earlier[]
  },
) {
  const { choices, request } = site
  const id = `${group.id}/providers/${mlWorkspaceType.type}/${site.names.mlWorkspace}`
  const { identity, customerKey } = as
  return declare(mlWorkspaceType, {
    key: 'workspace/ml-workspace',
    phase: 'workspace',
    parent: group,
    name: site.names.mlWorkspace,
    after: [...as.after, ...(customerKey?.after ?? [])],
    exclusive: [id],
    body: {
      location: site.region,
      tags: site.tags,
      kind: 'Default',
      sku: { name: 'Basic', tier: 'Basic' },
      identity: identity?.assigned ?? { type: 'SystemAssigned' },
      properties: {
        friendlyName: request.name,
        storageAccount: on.storage.ref,
        keyVault: on.vault.ref,
        containerRegistry: on.registry.ref,
        applicationInsights: on.insights.ref,
        publicNetworkAccess: choices.isWorkspacePublic && !choices.isLimitedToClients ? 'Enabled' : 'Disabled',
        hbiWorkspace: choices.isHighBusinessImpact,
        v1LegacyMode: request.legacyV1 === true,
        systemDatastoresAuthMode: 'identity',
        managedNetwork: {
          isolationMode: choices.isolation === undefined ? 'Disabled' : isolationModes[choices.isolation],
        },
        ...(identity === undefined ? {} : { primaryUserAssignedIdentity: identity.declaration.ref }),
        ...(customerKey === undefined
          ? {}
          : {
              encryption: {
                status: 'Enabled',
                keyVaultProperties: { keyVaultArmId: customerKey.vaultId, keyIdentifier: customerKey.keyIdentifier },
                identity: { userAssignedIdentity: customerKey.identity.id },
              },
            }),
      },
    },
  })
}
