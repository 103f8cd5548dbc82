import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { isUnknownYet } from '../identity/new-principal.ts'
import { tenantId } from '../identity/tenant-id.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { plainAnswers } from '../long-running/plain-answers.ts'

/** Lies at any scope, and goes with it. */
export const roleAssignment: ArmType = {
  type: 'Microsoft.Authorization/roleAssignments',
  extension: true,
  showsDeleted: true,
  name: {
    accepts: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
    refuse: (name) =>
      new ArmError(
        400,
        'InvalidRoleAssignmentId',
        `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`,
      ),
  },
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: plainAnswers('Microsoft.Authorization'),
  seconds: { create: 2, update: 2, delete: 2 },
  requires: ['properties.principalId', 'properties.roleDefinitionId'],
  validate({ id, body, existing, world }) {
    const principal = read.text(body, 'properties', 'principalId') ?? ''
    const role = roleOf(read.text(body, 'properties', 'roleDefinitionId'))
    if (existing !== undefined) {
      const isSame =
        read.text(existing.body, 'properties', 'principalId')?.toLowerCase() === principal.toLowerCase() &&
        roleOf(read.text(existing.body, 'properties', 'roleDefinitionId')) === role
      if (!isSame)
        throw new ArmError(
          400,
          'RoleAssignmentUpdateNotPermitted',
          'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
        )
      return
    }
    // Who says what sort a principal is, is believed without a look into the directory.
    const isAsked = read.text(body, 'properties', 'principalType') === undefined
    if (world.isGonePrincipal(principal) || (isAsked && isUnknownYet(principal, world))) {
      throw new ArmError(
        400,
        'PrincipalNotFound',
        `Principal ${principal.replaceAll('-', '')} does not exist in the directory ${tenantId}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype`,
      )
    }
    const twin = world
      .children(id.parent, roleAssignment.type)
      .find(
        (other) =>
          read.text(other.body, 'properties', 'principalId')?.toLowerCase() === principal.toLowerCase() &&
          roleOf(read.text(other.body, 'properties', 'roleDefinitionId')) === role,
      )
    if (twin !== undefined) throw new ArmError(409, 'RoleAssignmentExists', 'The role assignment already exists.')
  },
  complete({ id, body, existing, world }) {
    const now = new Date(world.now()).toISOString()
    const scope = id.id.slice(0, id.id.toLowerCase().lastIndexOf('/providers/microsoft.authorization/')) || '/'
    return {
      body: {
        properties: {
          ...withDefaults(read.object(body, 'properties'), { principalType: 'ServicePrincipal' }),
          scope,
          createdOn: read.text(existing?.body, 'properties', 'createdOn') ?? now,
          updatedOn: now,
          createdBy: read.text(existing?.body, 'properties', 'createdBy') ?? 'arm-simulator',
          updatedBy: 'arm-simulator',
        },
      },
    }
  },
  listFilter(assignment, scope, filter) {
    const at = assignment.parent
    const isAbove = scope === at || at === '/' || scope.startsWith(`${at}/`)
    const isBelow = scope === '/' || at.startsWith(`${scope}/`)
    const principal = /(?:principalId eq|assignedTo\()\s*'([^']+)'/i.exec(filter ?? '')?.[1]
    if (
      principal !== undefined &&
      read.text(assignment.body, 'properties', 'principalId')?.toLowerCase() !== principal.toLowerCase()
    )
      return false
    return /atScope\(\)/i.test(filter ?? '') ? isAbove : isAbove || isBelow
  },
}

/** The same role is written below a subscription or without one. */
function roleOf(id: string | undefined): string {
  return (id ?? '').split('/').at(-1)?.toLowerCase() ?? ''
}
