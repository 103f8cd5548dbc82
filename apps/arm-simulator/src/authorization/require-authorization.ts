import { ArmError } from '../arm/arm-error.ts'
import { parseResourceId } from '../arm/resource-id.ts'
import { read } from '../json/read.ts'
import type { Call } from '../requests/call.ts'
import { type AskedAction, actionOf } from './action-of.ts'
import { grantsOf } from './grants-of.ts'
import { linkedActions } from './linked-actions.ts'
import { isAllowed } from './permissions.ts'

/** Refuses what the roles of the caller do not allow, and remembers what was asked for. */
export function requireAuthorization(call: Call): void {
  const asked = actionOf(call.method, call.path, call.types)
  if (asked === undefined) return
  const { appId, objectId } = call.principal
  const client = `The client '${appId}' with object id '${objectId}'`
  const may = allowing(call)
  if (!may(asked))
    throw new ArmError(
      403,
      'AuthorizationFailed',
      `${client} does not have authorization to perform action '${asked.action}' over scope '${asked.scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    )
  if (call.method !== 'PUT' && call.method !== 'PATCH') return
  const id = parseResourceId(call.path)
  const type = id === undefined ? undefined : call.types.get(id.type)
  if (id === undefined || type === undefined || !read.isObject(call.body)) return
  for (const linked of linkedActions(type, id, call.body)) {
    if (may(linked)) continue
    throw new ArmError(
      403,
      'LinkedAuthorizationFailed',
      `${client} has permission to perform action '${asked.action}' on scope '${asked.scope}'; however, it does not have permission to perform action '${linked.action}' on the linked scope(s) '${linked.scope}' or the linked scope(s) are invalid.`,
    )
  }
}

/** Whether the caller may; each question is kept, whatever the answer. */
function allowing(call: Call): (asked: AskedAction) => boolean {
  const grants = grantsOf(call)
  const caller = call.principal.objectId.toLowerCase()
  const asked = call.actionsAsked.get(caller) ?? new Set<string>()
  call.actionsAsked.set(caller, asked)
  return ({ action, scope }) => {
    asked.add(action)
    return grants === undefined || isAllowed(grants, action, scope)
  }
}
