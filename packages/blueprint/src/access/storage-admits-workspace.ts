import { type mlWorkspace, storageAccount, type subscription } from '@palisade/facts'
import { amend, type Declaration } from '../declare.ts'

/**
 * Names the workspace as the one resource that may pass the storage account's closed door by its identity. It can be
 * named only when it exists; the rest of the rules is said again, because Azure replaces them as a whole.
 */
export function storageAdmitsWorkspace(
  storage: Declaration<typeof storageAccount>,
  workspace: Declaration<typeof mlWorkspace>,
  tenant: Declaration<typeof subscription>,
) {
  return amend(storageAccount, {
    key: 'access/storage-admits-workspace',
    phase: 'access',
    target: storage,
    exclusive: [storage.id],
    body: {
      properties: {
        networkAcls: {
          defaultAction: 'Deny',
          bypass: 'AzureServices',
          ipRules: [],
          virtualNetworkRules: [],
          resourceAccessRules: [{ tenantId: tenant.output('tenantId'), resourceId: workspace.ref }],
        },
      },
    },
  })
}
