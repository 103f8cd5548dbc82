import { ArmError } from '../arm/arm-error.ts'
import { parseResourceId } from '../arm/resource-id.ts'
import { read } from '../json/read.ts'
import type { Call } from '../requests/call.ts'
import type { Resource } from '../state/resource.ts'

/** A lock holds what it lies on and all that is below, for everybody. `ReadOnly` refuses actions too (lock-resources.md). */
export function refuseLocked(call: Call): void {
  if (call.method === 'GET' || call.method === 'HEAD') return
  const locks = call.world.ofType('Microsoft.Authorization/locks')
  if (locks.length === 0 || /\/providers\/microsoft\.authorization\/locks\//i.test(call.path)) return
  const isRemoval = call.method === 'DELETE'
  const path = call.path.toLowerCase()
  const holding = locks.filter((lock) => {
    if (!isRemoval && read.text(lock.body, 'properties', 'level') !== 'ReadOnly') return false
    const scope = scopeOf(lock)
    // What lies in a group that is removed would go with it.
    return `${path}/`.startsWith(`${scope}/`) || (isRemoval && `${scope}/`.startsWith(`${path}/`))
  })
  if (holding.length === 0) return
  const scope = parseResourceId(call.path)?.id ?? call.path
  const verb = isRemoval ? 'delete' : 'write'
  throw new ArmError(
    409,
    'ScopeLocked',
    `The scope '${scope}' cannot perform ${verb} operation because following scope(s) are locked: '${holding.map((lock) => lock.id.slice(0, scopeOf(lock).length)).join("', '")}'. Please remove the lock and try again.`,
  )
}

function scopeOf(lock: Resource): string {
  return lock.key.slice(0, lock.key.lastIndexOf('/providers/microsoft.authorization/locks/'))
}
