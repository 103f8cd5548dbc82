import type { ArmType } from '../arm/arm-type.ts'
import type { ResourceId } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { operationUrl } from '../long-running/announce.ts'
import type { Call } from './call.ts'

/** One write at a time for all that shares a lock. Answers the keys that this write is to hold. */
export function refuseWhileBusy(call: Call, type: ArmType, id: ResourceId, body: JsonObject): string[] {
  const locks = [id.key, ...(type.locks?.(id, body, call.world) ?? [])]
  const holder = call.world.holder(locks)
  if (holder === undefined) return locks
  // The words are of whoever owns what is held: a private endpoint to a busy account hears it from storage.
  const held = call.world.get(holder.locks.find((lock) => locks.includes(lock)) ?? id.key)
  const speaker = held === undefined ? type : call.types.of(held)
  const holderType = call.types.get(holder.type) ?? type
  throw speaker.style.busy(id, holder, operationUrl(call, holderType.style, holder, 'status'))
}
