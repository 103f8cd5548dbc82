import { keyOf, parseResourceId } from '../arm/resource-id.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { World } from '../state/world.ts'

/** A policy that denies a resource. */
export interface Denial {
  readonly assignmentId: string
  readonly definitionId: string
  /** Fields that decided. */
  readonly fields: readonly string[]
}

/**
 * Which policies deny a resource of this body at this scope. Of the language of policies the conditions that say what a
 * value is, their combinations and parameters are read; aliases (`Microsoft.Storage/storageAccounts/x.y`) are taken as paths below
 * `properties`. Source: "Azure Policy definition structure".
 */
export function denialsOf(scope: string, resource: JsonObject, world: World): Denial[] {
  const path = `${scope.toLowerCase()}/`
  return world.ofType('Microsoft.Authorization/policyAssignments').flatMap((assignment) => {
    const own = assignment.key.slice(
      0,
      assignment.key.lastIndexOf('/providers/microsoft.authorization/policyassignments/'),
    )
    if (!path.startsWith(`${own}/`)) return []
    if (
      read.texts(assignment.body, 'properties', 'notScopes').some((each) => path.startsWith(`${each.toLowerCase()}/`))
    )
      return []
    if (read.text(assignment.body, 'properties', 'enforcementMode') === 'DoNotEnforce') return []
    const definitionId = read.text(assignment.body, 'properties', 'policyDefinitionId') ?? ''
    const definition = parseResourceId(definitionId) === undefined ? undefined : world.get(keyOf(definitionId))
    const rule = read.object(definition?.body, 'properties', 'policyRule')
    const parameters = {
      ...defaultsOf(read.object(definition?.body, 'properties', 'parameters')),
      ...valuesOf(read.object(assignment.body, 'properties', 'parameters')),
    }
    const effect = String(resolve(read.at(rule, 'then', 'effect') ?? '', parameters)).toLowerCase()
    const fields: string[] = []
    if (effect !== 'deny' || !holds(rule.if, resource, parameters, fields)) return []
    return [{ assignmentId: assignment.id, definitionId, fields: [...new Set(fields)] }]
  })
}

function defaultsOf(parameters: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [name, read.at(parameter, 'defaultValue') ?? null]),
  )
}

function valuesOf(parameters: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, read.at(value, 'value') ?? null]))
}

function resolve(value: Json, parameters: JsonObject): Json {
  const name = typeof value === 'string' ? /^\[parameters\('([^']+)'\)\]$/.exec(value)?.[1] : undefined
  return name === undefined ? value : (parameters[name] ?? null)
}

function holds(condition: Json | undefined, resource: JsonObject, parameters: JsonObject, fields: string[]): boolean {
  if (!read.isObject(condition)) return false
  const all = read.list(condition, 'allOf')
  if (condition.allOf !== undefined) return all.every((each) => holds(each, resource, parameters, fields))
  if (condition.anyOf !== undefined)
    return read.list(condition, 'anyOf').some((each) => holds(each, resource, parameters, fields))
  if (condition.not !== undefined) return !holds(condition.not, resource, parameters, fields)
  const field = read.text(condition, 'field')
  if (field === undefined) return false
  const value = valueAt(field, resource)
  const given = (name: string): Json | undefined => {
    const wanted = condition[name]
    return wanted === undefined ? undefined : resolve(wanted, parameters)
  }
  const is = compare(value, given)
  if (is) fields.push(field)
  return is
}

function compare(value: Json | undefined, given: (name: string) => Json | undefined): boolean {
  const text = (one: Json | undefined): string => String(one ?? '').toLowerCase()
  const [equals, notEquals, inList, notIn, like, notLike, exists, contains] = [
    'equals',
    'notEquals',
    'in',
    'notIn',
    'like',
    'notLike',
    'exists',
    'contains',
  ].map(given)
  if (equals !== undefined) return text(value) === text(equals)
  if (notEquals !== undefined) return text(value) !== text(notEquals)
  if (inList !== undefined) return read.list(inList).some((each) => text(each) === text(value))
  if (notIn !== undefined) return !read.list(notIn).some((each) => text(each) === text(value))
  if (like !== undefined) return isLike(text(value), text(like))
  if (notLike !== undefined) return !isLike(text(value), text(notLike))
  if (exists !== undefined) return (value !== undefined && value !== null) === (text(exists) === 'true')
  return contains !== undefined && text(value).includes(text(contains))
}

function isLike(value: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(value)
}

/** `tags['owner']`, `type`, `location`, or an alias: what follows the type, below `properties` unless it is at the top. */
function valueAt(field: string, resource: JsonObject): Json | undefined {
  const tag = /^tags\[['"]?([^'"\]]+)['"]?\]$/.exec(field)?.[1] ?? /^tags\.(.+)$/.exec(field)?.[1]
  if (tag !== undefined) return read.at(resource, 'tags', tag)
  if (!field.includes('/')) return read.at(resource, ...field.split('.'))
  const type = String(resource.type ?? '')
  if (!field.toLowerCase().startsWith(`${type.toLowerCase()}/`)) return undefined
  const path = field.slice(type.length + 1).split('.')
  return read.at(resource, 'properties', ...path) ?? read.at(resource, ...path)
}
