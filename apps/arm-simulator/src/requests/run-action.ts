import { requireResourceId } from '../arm/resource-id.ts'
import { read } from '../json/read.ts'
import { announce, operationUrl } from '../long-running/announce.ts'
import { durationMs } from '../long-running/duration-ms.ts'
import type { Operation } from '../state/operation.ts'
import { fateOf } from './accept-write.ts'
import type { Answer, Call } from './call.ts'

/** What a type offers below its own paths, such as the list of deleted vaults. Nothing, when no type knows the path. */
export function runAction(call: Call): Answer | undefined {
  const lower = call.path.toLowerCase()
  const method = call.method === 'HEAD' ? 'GET' : call.method
  for (const { type, action } of call.types.actionsFor(method, lower)) {
    const match = action.path.exec(lower)
    if (match === null) continue
    const subscription = lower.split('/')[2] ?? ''
    const before = call.world.get(lower.slice(0, lower.lastIndexOf('/')))
    const {
      status,
      body,
      headers,
      long,
      effect = action.method === 'GET' ? 'none' : 'deleted',
    } = action.run({
      match,
      subscription,
      world: call.world,
      body: read.isObject(call.body) ? call.body : {},
      query: call.query,
      origin: call.origin,
    })
    const ledger = {
      type: type.type,
      resourceId: call.path,
      effect,
    } as const
    const told = headers === undefined ? {} : { headers: { ...headers } }
    if (long === undefined) return { status, ...told, ...(body === undefined ? {} : { body }), ...ledger }
    const locks = long.on === undefined ? [] : [...long.on.locks]
    const holder = call.world.holder(locks)
    if (holder !== undefined && long.on !== undefined) {
      const holderStyle = (call.types.get(holder.type) ?? type).style
      const id = requireResourceId(long.on.resource.id, 'id')
      throw long.style.busy(id, holder, operationUrl(call, holderStyle, holder, 'status'))
    }
    const now = call.world.now()
    const operation: Operation = {
      id: call.world.newGuid(),
      kind: 'action',
      type: type.type,
      key: long.on?.resource.key ?? lower,
      with: [],
      locks,
      query: '',
      startedMs: now,
      dueMs: now + durationMs(long.seconds, call),
      location: long.location,
      done: false,
      error: undefined,
      ...fateOf(call),
      ...(before === undefined ? {} : { before: [before] }),
      ...(long.result === undefined ? {} : { result: long.result }),
    }
    call.world.putOperation(operation)
    return {
      status,
      headers: announce(call, long.style, { status: 202, headers: long.headers ?? ['result'], body: false }, operation),
      ...(body === undefined ? {} : { body }),
      ...ledger,
    }
  }
  return undefined
}
