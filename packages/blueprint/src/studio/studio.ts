import { datastore, type mlWorkspace, type privateEndpoint } from '@palisade/facts'
import { type Principal, roleAssignment } from '../access/role-assignment.ts'
import type { Add } from '../collect.ts'
import { amend, type Declaration, read } from '../declare.ts'
import type { Site } from '../site.ts'

/** What the studio needs to show data and notebooks that lie behind a network. */
export function studio(
  site: Site,
  add: Add,
  on: {
    readonly workspace: Declaration<typeof mlWorkspace>
    readonly identity: Principal
    readonly storageEndpoints: readonly {
      readonly of: string
      readonly endpoint: Declaration<typeof privateEndpoint>
    }[]
  },
): void {
  for (const { of, endpoint } of on.storageEndpoints) {
    // The studio shows data only if the workspace may see that the storage has these endpoints.
    add(
      roleAssignment(site, {
        key: `workspace-${of}-endpoint`,
        role: 'Reader',
        on: endpoint,
        to: on.identity,
        why: `The studio shows what lies behind the ${of} endpoint.`,
      }),
    )
  }
  for (const name of ['workspaceblobstore', 'workspacefilestore']) {
    // Azure makes the two with the workspace; only who signs in to them is set.
    const store = add(
      read(datastore, {
        key: `studio/${name}-found`,
        phase: 'studio',
        id: `${on.workspace.id}/datastores/${name}`,
        after: [on.workspace],
      }),
    )
    add(
      amend(datastore, {
        key: `studio/${name}`,
        phase: 'studio',
        target: store,
        exclusive: [on.workspace.id],
        body: { properties: { serviceDataAccessAuthIdentity: serviceIdentity(site) } },
      }),
    )
  }
}

/** As whom the studio's services read data: as the workspace itself. */
export function serviceIdentity({ choices }: Site) {
  return choices.hasOwnIdentity ? 'WorkspaceUserAssignedIdentity' : 'WorkspaceSystemAssignedIdentity'
}
