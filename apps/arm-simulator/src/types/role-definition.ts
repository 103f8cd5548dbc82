import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { builtInRoles } from '../authorization/built-in-roles.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { plainAnswers } from '../long-running/plain-answers.ts'
import type { World } from '../state/world.ts'

const type = 'Microsoft.Authorization/roleDefinitions'
const guid = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}'

/** Roles of one's own. The built-in ones are there as well, and cannot be changed. */
export const roleDefinition: ArmType = {
  type,
  extension: true,
  name: { accepts: new RegExp(`^${guid}$`, 'i') },
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: plainAnswers('Microsoft.Authorization'),
  seconds: { create: 1, update: 1, delete: 1 },
  requires: ['properties.roleName', 'properties.permissions', 'properties.assignableScopes'],
  showsDeleted: true,
  validate({ id, body, world }) {
    const builtIn = builtInRoles.find((role) => role.id === id.name.toLowerCase())
    if (builtIn !== undefined)
      throw new ArmError(400, 'RoleDefinitionCannotBeUpdated', `The built-in role '${builtIn.name}' cannot be changed.`)
    const name = read.text(body, 'properties', 'roleName')?.toLowerCase() ?? ''
    const isTaken =
      builtInRoles.some((role) => role.name.toLowerCase() === name) ||
      world
        .ofType(type)
        .some((role) => role.key !== id.key && read.text(role.body, 'properties', 'roleName')?.toLowerCase() === name)
    // Documented in "Troubleshoot Azure RBAC"; the status is unconfirmed.
    if (isTaken)
      throw new ArmError(
        409,
        'RoleDefinitionWithSameNameExists',
        'A custom role with the same name already exists in this directory. Use a different name.',
      )
  },
  complete({ body, existing, world }) {
    const now = new Date(world.now()).toISOString()
    const { roleType: _roleType, ...properties } = read.object(body, 'properties')
    return {
      body: {
        ...body,
        properties: {
          ...properties,
          type: 'CustomRole',
          permissions: read.list(properties, 'permissions').map((permission) => ({
            actions: read.texts(permission, 'actions'),
            notActions: read.texts(permission, 'notActions'),
            dataActions: read.texts(permission, 'dataActions'),
            notDataActions: read.texts(permission, 'notDataActions'),
          })),
          createdOn: read.text(existing?.body, 'properties', 'createdOn') ?? now,
          updatedOn: now,
        },
      },
    }
  },
  // As documented in "Troubleshoot Azure RBAC"; the status is unconfirmed.
  refuseDelete({ name }, world) {
    const isGiven = world
      .ofType('Microsoft.Authorization/roleAssignments')
      .some(({ body }) =>
        read.text(body, 'properties', 'roleDefinitionId')?.toLowerCase().endsWith(`/${name.toLowerCase()}`),
      )
    if (isGiven)
      throw new ArmError(
        400,
        'RoleDefinitionHasAssignments',
        'There are existing role assignments referencing role (code: RoleDefinitionHasAssignments).',
      )
  },
  actions: [
    {
      method: 'GET',
      word: { text: 'roledefinitions', fromEnd: 1 },
      path: /^(.*)\/providers\/microsoft\.authorization\/roledefinitions$/,
      run: ({ match: [, scope = ''], world, query }) => {
        const filter = query.get('$filter') ?? ''
        const name = /roleName\s+eq\s+'([^']+)'/i.exec(filter)?.[1]?.toLowerCase()
        const sort = /\btype\s+eq\s+'([^']+)'/i.exec(filter)?.[1]?.toLowerCase()
        const value = [...builtInRoles.map((role) => describe(role, scope)), ...customIn(scope, world)]
        const wanted = (role: JsonObject) =>
          (name === undefined || read.text(role, 'properties', 'roleName')?.toLowerCase() === name) &&
          (sort === undefined || read.text(role, 'properties', 'type')?.toLowerCase() === sort)
        return { status: 200, body: { value: value.filter(wanted) } }
      },
    },
    ...builtInRoles.map((role) => ({
      method: 'GET' as const,
      word: { text: role.id, fromEnd: 1 as const },
      path: new RegExp(`^(.*)/providers/microsoft\\.authorization/roledefinitions/${role.id}$`),
      run: ({ match: [, scope = ''] }: { match: RegExpExecArray }) => ({ status: 200, body: describe(role, scope) }),
    })),
  ],
}

function describe(role: (typeof builtInRoles)[number], scope: string): JsonObject {
  const subscription = /^\/subscriptions\/[^/]+/.exec(scope)?.[0] ?? ''
  return {
    id: `${subscription}/providers/${type}/${role.id}`,
    type,
    name: role.id,
    properties: {
      roleName: role.name,
      type: 'BuiltInRole',
      assignableScopes: ['/'],
      permissions: [
        {
          actions: [...role.actions],
          notActions: [...(role.notActions ?? [])],
          dataActions: [...(role.dataActions ?? [])],
          notDataActions: [],
        },
      ],
    },
  }
}

function customIn(scope: string, world: World): JsonObject[] {
  return world
    .ofType(type)
    .filter((role) =>
      read
        .texts(role.body, 'properties', 'assignableScopes')
        .some((each) => `${scope}/`.startsWith(`${each.toLowerCase().replace(/\/$/, '')}/`)),
    )
    .map((role) => ({ id: role.id, type, name: role.name, properties: read.object(role.body, 'properties') }))
}
