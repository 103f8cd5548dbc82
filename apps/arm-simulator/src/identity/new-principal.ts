import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { World } from '../state/world.ts'

/** The principal that comes and goes with a resource: its system-assigned identity, or the identity that it is. */
function principalOfBody(body: JsonObject | undefined, type: string): string | undefined {
  return type === 'Microsoft.ManagedIdentity/userAssignedIdentities'
    ? read.text(body, 'properties', 'principalId')
    : read.text(body, 'identity', 'principalId')
}

/** What a resource remembers of when the directory will know its principal. */
export function knownFrom(
  body: JsonObject,
  existing: JsonObject | undefined,
  type: string,
  world: World,
): { principalKnownAtMs?: number } {
  const principal = principalOfBody(body, type)
  if (world.habits.principalMs === 0 || principal === undefined || principal === principalOfBody(existing, type))
    return {}
  return { principalKnownAtMs: world.now() + world.habits.principalMs }
}

/** Whether a principal is so new that the directory does not know it yet. */
export function isUnknownYet(principal: string, world: World): boolean {
  if (world.habits.principalMs === 0) return false
  const wanted = principal.toLowerCase()
  for (const resource of world.all())
    if (principalOfBody(resource.body, resource.type)?.toLowerCase() === wanted)
      return (read.number(resource.internal, 'principalKnownAtMs') ?? 0) > world.now()
  return false
}
