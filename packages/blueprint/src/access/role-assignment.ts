import type { Reference } from '@palisade/contract'
import { type RoleName, roleAssignment as roleAssignmentType, roleIds } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/** Who gets a role: a resource whose identity Azure gives as an output. */
export interface Principal extends Pick<Declaration, 'key'> {
  output(name: 'principalId'): Reference
}

/**
 * Gives the identity of one resource a role on another. Its name is the same GUID at each try, because Azure refuses the
 * same assignment under a second name.
 */
export function roleAssignment(
  site: Site,
  wanted: {
    readonly key: string
    readonly role: RoleName
    readonly on: Declaration
    readonly to: Principal
    readonly why: string
  },
) {
  const subscription = `/subscriptions/${site.request.subscriptionId}`
  return declare(roleAssignmentType, {
    key: `access/${wanted.key}`,
    phase: 'access',
    parent: wanted.on,
    name: site.derived.guid(wanted.on.id.toLowerCase(), wanted.role, wanted.to.key),
    body: {
      properties: {
        roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roleIds[wanted.role]}`,
        principalId: wanted.to.output('principalId'),
        principalType: 'ServicePrincipal',
        description: wanted.why,
      },
    },
  })
}
