import { type mlWorkspace, storageAccount, type subscription } from '@palisade/facts'
import { amend, type Declaration } from '../declare.ts'
import type { storageRules } from '../workspace/storage-rules.ts'

/**
 * Names the workspace as the one resource that may pass the storage account's closed door by its identity. It can be
 * named only when it exists; the rest of the rules is said again, because Azure replaces them as a whole.
 */
export function storageAdmitsWorkspace(
  key: string,
  storage: Declaration<typeof storageAccount>,
  { networkAcls }: ReturnType<typeof storageRules>,
  workspace: Declaration<typeof mlWorkspace>,
  tenant: Declaration<typeof subscription>,
) {
  return amend(storageAccount, {
    key,
    phase: 'access',
    target: storage,
    exclusive: [storage.id],
    body: {
      properties: {
        networkAcls: {
          ...networkAcls,
          resourceAccessRules: [{ tenantId: tenant.output('tenantId'), resourceId: workspace.ref }],
        },
      },
    },
  })
}
