import type { mlWorkspace, privateEndpoint } from '@palisade/facts'
import type { Declaration } from '../declare.ts'
import type { Site } from '../site.ts'
import type { Foundations } from '../workspace/ml-workspace.ts'
import { roleAssignment } from './role-assignment.ts'

/** What the identity of the workspace needs where neither keys nor an admin user exist. */
export function workspaceRoles(
  site: Site,
  workspace: Declaration<typeof mlWorkspace>,
  on: Foundations,
  storageEndpoints: {
    readonly blob: Declaration<typeof privateEndpoint>
    readonly file: Declaration<typeof privateEndpoint>
  },
) {
  return {
    /** Compute is of no use before the workspace can read and write its own storage. */
    storage: [
      roleAssignment(site, {
        key: 'workspace-blobs',
        role: 'Storage Blob Data Contributor',
        on: on.storage,
        to: workspace,
        why: 'The default datastore signs in instead of using account keys.',
      }),
      roleAssignment(site, {
        key: 'workspace-files',
        role: 'Storage File Data Privileged Contributor',
        on: on.storage,
        to: workspace,
        why: 'Notebooks lie on a file share that is opened without account keys.',
      }),
    ],
    others: [
      roleAssignment(site, {
        key: 'workspace-vault',
        role: 'Key Vault Administrator',
        on: on.vault,
        to: workspace,
        why: 'The workspace keeps the secrets of its connections in the vault.',
      }),
      roleAssignment(site, {
        key: 'workspace-registry',
        role: 'Contributor',
        on: on.registry,
        to: workspace,
        why: 'The workspace builds and pushes images without an admin user.',
      }),
      // The studio shows data only if the workspace may see that the storage has these endpoints.
      roleAssignment(site, {
        key: 'workspace-blob-endpoint',
        role: 'Reader',
        on: storageEndpoints.blob,
        to: workspace,
        why: 'The studio previews data behind the blob endpoint.',
      }),
      roleAssignment(site, {
        key: 'workspace-file-endpoint',
        role: 'Reader',
        on: storageEndpoints.file,
        to: workspace,
        why: 'The studio shows notebooks behind the file endpoint.',
      }),
    ],
  }
}
