import type { Json } from '../json/json.ts'
import { read } from '../json/read.ts'

/** What a principal may do, at a scope and below it. */
export interface Grant {
  readonly scope: string
  readonly actions: readonly string[]
  readonly notActions: readonly string[]
}

/** The grants of each principal by its object id in lower case. Who is not listed may do everything. */
export type Roles = ReadonlyMap<string, readonly Grant[]>

/** Whether one of the grants allows an action at a scope. `*` stands for any text; case does not matter. */
export function isAllowed(grants: readonly Grant[], action: string, scope: string): boolean {
  return grantsAt(grants, scope).some(
    ({ actions, notActions }) =>
      actions.some((each) => covers(each, action)) && !notActions.some((each) => covers(each, action)),
  )
}

export function grantsAt(grants: readonly Grant[], scope: string): Grant[] {
  const lower = `${scope.toLowerCase()}/`
  return grants.filter((grant) => lower.startsWith(`${grant.scope.toLowerCase().replace(/\/+$/, '')}/`))
}

function covers(pattern: string, action: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(action)
}

/**
 * Reads roles: `{"<object id>": [{"scope": "/", "actions": ["*"], "notActions": []}]}`. Throws a RangeError that says what is
 * wrong.
 */
export function readRoles(value: Json | undefined): Roles {
  if (value === undefined) return new Map()
  if (!read.isObject(value)) throw new RangeError('roles must be an object with a list of grants for each object id')
  return new Map(
    Object.entries(value).map(([principal, grants]) => {
      if (!Array.isArray(grants)) throw new RangeError(`roles of ${principal} must be a list`)
      return [principal.toLowerCase(), grants.map((grant) => readGrant(principal, grant))]
    }),
  )
}

function readGrant(principal: string, value: Json): Grant {
  const unknown = Object.keys(read.isObject(value) ? value : {}).find(
    (name) => !['scope', 'actions', 'notActions'].includes(name),
  )
  const scope = read.text(value, 'scope')
  const actions = read.texts(value, 'actions')
  if (scope === undefined || actions.length === 0 || unknown !== undefined) {
    throw new RangeError(
      `a role of ${principal} has a scope and actions, and may have notActions${unknown === undefined ? '' : `; not ${unknown}`}`,
    )
  }
  return { scope, actions, notActions: read.texts(value, 'notActions') }
}
