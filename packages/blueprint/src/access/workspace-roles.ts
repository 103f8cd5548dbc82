import type { Declaration } from '../declare.ts'
import type { Site } from '../site.ts'
import type { Foundations } from '../workspace/ml-workspace.ts'
import { type Principal, roleAssignment } from './role-assignment.ts'

/** What the identity of the workspace needs where neither keys nor an admin user exist. */
export function workspaceRoles(site: Site, to: Principal, on: Foundations) {
  return {
    /** Compute is of no use before the workspace can read and write its own storage. */
    storage: [
      roleAssignment(site, {
        key: 'workspace-blobs',
        role: 'Storage Blob Data Contributor',
        on: on.storage,
        to,
        why: 'The default datastore signs in instead of using account keys.',
      }),
      roleAssignment(site, {
        key: 'workspace-files',
        role: 'Storage File Data Privileged Contributor',
        on: on.storage,
        to,
        why: 'Notebooks lie on a file share that is opened without account keys.',
      }),
    ],
    others: [
      roleAssignment(site, {
        key: 'workspace-vault',
        role: 'Key Vault Administrator',
        on: on.vault,
        to,
        why: 'The workspace keeps the secrets of its connections in the vault.',
      }),
      roleAssignment(site, {
        key: 'workspace-registry',
        role: 'Contributor',
        on: on.registry,
        to,
        why: 'The workspace builds and pushes images without an admin user.',
      }),
      ...ownIdentityRoles(site, to, on),
      ...managedNetworkRoles(site, to, on),
    ],
  }
}

/** Azure gives an identity that it makes itself the rights to manage these; one of ours has to be given them. */
function ownIdentityRoles(site: Site, to: Principal, on: Foundations) {
  if (!site.choices.hasOwnIdentity) return []
  const manages = (key: string, target: Declaration, what: string) =>
    roleAssignment(site, {
      key: `workspace-manages-${key}`,
      role: 'Contributor',
      on: target,
      to,
      why: `The workspace's identity was there before it and manages ${what}.`,
    })
  return [
    manages('storage', on.storage, 'its storage account'),
    manages('vault', on.vault, 'its key vault'),
    manages('insights', on.insights, 'its Application Insights'),
  ]
}

/** The managed network makes private endpoints to these by itself, and the workspace's identity approves them. */
function managedNetworkRoles(site: Site, to: Principal, on: Foundations) {
  if (site.choices.isolation === undefined) return []
  const targets: readonly (readonly [string, Declaration])[] = [
    ['storage', on.storage],
    ['vault', on.vault],
    ['registry', on.registry],
  ]
  return targets.map(([key, target]) =>
    roleAssignment(site, {
      key: `workspace-approves-${key}`,
      role: 'Azure AI Enterprise Network Connection Approver',
      on: target,
      to,
      why: 'The managed network reaches it through a private endpoint that has to be approved.',
    }),
  )
}
