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
  validate({ id }) {
    const builtIn = builtInRoles.find((role) => role.id === id.name.toLowerCase())
    if (builtIn === undefined) return
    throw new ArmError(400, 'RoleDefinitionCannotBeUpdated', `The built-in role '${builtIn.name}' cannot be changed.`)
  },
  complete: ({ body }) => ({
    body: { ...body, properties: { type: 'CustomRole', ...read.object(body, 'properties') } },
  }),
  actions: [
    {
      method: 'GET',
      word: { text: 'roledefinitions', fromEnd: 1 },
      path: /^(.*)\/providers\/microsoft\.authorization\/roledefinitions$/,
      run: ({ match: [, scope = ''], world, query }) => {
        const name = /roleName\s+eq\s+'([^']+)'/i.exec(query.get('$filter') ?? '')?.[1]?.toLowerCase()
        const value = [...builtInRoles.map((role) => describe(role, scope)), ...customIn(scope, world)]
        const wanted = (role: JsonObject) =>
          name === undefined || read.text(role, 'properties', 'roleName')?.toLowerCase() === name
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
