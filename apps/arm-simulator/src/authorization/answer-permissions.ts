import { notFound } from '../arm/not-found.ts'
import { parseResourceId } from '../arm/resource-id.ts'
import type { Answer, Call } from '../requests/call.ts'
import { grantsOf } from './grants-of.ts'
import { grantsAt } from './permissions.ts'

/** `{scope}/providers/Microsoft.Authorization/permissions`: what the caller may do there. */
export function answerPermissions(call: Call): Answer | undefined {
  const scope = /^(.*)\/providers\/microsoft\.authorization\/permissions$/i.exec(call.path)?.[1]
  if (scope === undefined || call.method !== 'GET') return undefined
  const id = parseResourceId(scope)
  if (id !== undefined && call.world.get(id.key) === undefined) {
    throw id.type === 'Microsoft.Resources/resourceGroups' ? notFound.group(id.name) : notFound.resource(id)
  }
  const grants = grantsOf(call)
  const value =
    grants === undefined
      ? [{ actions: ['*'], notActions: [] }]
      : grantsAt(grants, scope).map(({ actions, notActions }) => ({
          actions: [...actions],
          notActions: [...notActions],
        }))
  return { status: 200, body: { value }, type: 'Microsoft.Authorization/permissions' }
}
