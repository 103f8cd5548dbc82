import { read } from '../json/read.ts'
import type { Call } from '../requests/call.ts'
import type { World } from '../state/world.ts'
import { builtInRoles } from './built-in-roles.ts'
import type { Grant } from './permissions.ts'

/**
 * What the caller has been given: what the settings say, and the roles that were assigned since, each after it took
 * effect. Nothing: the caller is not among those whose roles are looked at, and may do everything.
 */
export function grantsOf({ principal, roles, roleDelayMs, world }: Call): readonly Grant[] | undefined {
  const given = roles.get(principal.objectId.toLowerCase())
  if (given === undefined) return undefined
  const assigned = world.ofType('Microsoft.Authorization/roleAssignments').flatMap(({ body }): Grant[] => {
    const properties = read.object(body, 'properties')
    if (read.text(properties, 'principalId')?.toLowerCase() !== principal.objectId.toLowerCase()) return []
    if (Date.parse(read.text(properties, 'createdOn') ?? '') + roleDelayMs > world.now()) return []
    const scope = read.text(properties, 'scope') ?? '/'
    return permissionsOf(read.text(properties, 'roleDefinitionId') ?? '', world).map(({ actions, notActions }) => ({
      scope,
      actions,
      notActions,
    }))
  })
  return [...given, ...assigned]
}

/** Nothing for a built-in role that is not known here: who relies on it is refused, and sees that. */
function permissionsOf(roleDefinitionId: string, world: World): Pick<Grant, 'actions' | 'notActions'>[] {
  const name = roleDefinitionId.split('/').at(-1)?.toLowerCase() ?? ''
  const builtIn = builtInRoles.find(({ id }) => id === name)
  if (builtIn !== undefined) return [{ actions: builtIn.actions, notActions: builtIn.notActions ?? [] }]
  const custom = world
    .ofType('Microsoft.Authorization/roleDefinitions')
    .find((definition) => definition.name.toLowerCase() === name)
  return read.list(custom?.body, 'properties', 'permissions').map((permission) => ({
    actions: read.texts(permission, 'actions'),
    notActions: read.texts(permission, 'notActions'),
  }))
}
