import type { Reference } from '@palisade/contract'
import { type RoleName, roleAssignment as roleAssignmentType, roleIds } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/** Who gets a role: a resource whose identity Azure gives as an output. */
export interface Principal extends Pick<Declaration, 'key'> {
  output(name: 'principalId'): Reference
}

interface Wanted {
  readonly key: string
  readonly role: RoleName
  readonly on: Declaration
  readonly why: string
  /** The resource that the role is given on is not ours. */
  readonly isGuest?: boolean
}

/**
 * Gives the identity of one resource a role on another. Its name is the same GUID at each try, because Azure refuses the
 * same assignment under a second name.
 */
export function roleAssignment(site: Site, wanted: Wanted & { readonly to: Principal }) {
  return assignment(site, wanted, {
    key: wanted.to.key,
    principalId: wanted.to.output('principalId'),
    principalType: 'ServicePrincipal',
  })
}

/** Gives a person a role. */
export function roleOfPerson(site: Site, wanted: Wanted & { readonly objectId: string }) {
  return assignment(site, wanted, { key: wanted.objectId, principalId: wanted.objectId, principalType: 'User' })
}

function assignment(
  site: Site,
  wanted: Wanted,
  to: {
    readonly key: string
    readonly principalId: string | Reference
    readonly principalType: 'ServicePrincipal' | 'User'
  },
) {
  const subscription = `/subscriptions/${site.request.subscriptionId}`
  return declare(roleAssignmentType, {
    key: `access/${wanted.key}`,
    phase: 'access',
    parent: wanted.on,
    name: site.derived.guid(wanted.on.id.toLowerCase(), wanted.role, to.key),
    ...(wanted.isGuest === undefined ? {} : { isGuest: wanted.isGuest }),
    body: {
      properties: {
        roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roleIds[wanted.role]}`,
        principalId: to.principalId,
        principalType: to.principalType,
        description: wanted.why,
      },
    },
  })
}
