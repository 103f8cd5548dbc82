import { ArmError } from '../arm/arm-error.ts'
import { parseResourceId } from '../arm/resource-id.ts'
import type { Types } from '../arm/types.ts'
import type { Answer, Call } from '../requests/call.ts'
import type { Fault } from './fault.ts'

/** Finds the fault that strikes a call, and lets the call know what its operation will come to. */
export function strikeCall(call: Call): { readonly call: Call; readonly fault: Fault | undefined } {
  const fault = call.faults.strike({ method: call.method, path: call.path, type: typeOf(call.path, call.types) })
  if (fault === undefined) return { call, fault }
  const { effect } = fault
  return {
    fault,
    call: {
      ...call,
      ...('failOperation' in effect ? { fate: { ...effect.failOperation } } : {}),
      ...('loseOperation' in effect ? { losesOperation: true } : {}),
    },
  }
}

/** Refuses a call that a fault is for. Thrown before anything has happened. */
export function refuseStruck(fault: Fault | undefined, call: Call): void {
  if (fault === undefined || !('error' in fault.effect)) return
  const { status, code, message, details, retryAfterSeconds } = fault.effect.error
  throw new ArmError(status, code, message, {
    ...(details === undefined ? {} : { details: [...details] }),
    ...(retryAfterSeconds === undefined
      ? {}
      : { retryAt: call.world.now() + (retryAfterSeconds * 1_000) / call.timeScale }),
  })
}

/** How the answer to a struck call travels. */
export function spoil(answer: Answer, fault: Fault | undefined, timeScale: number): Answer {
  if (fault === undefined) return answer
  const { effect } = fault
  const struck = { ...answer, fault: fault.id }
  if ('delay' in effect) return { ...struck, travel: { delayMs: (effect.delay.seconds * 1_000) / timeScale } }
  if ('drop' in effect) return { ...struck, travel: 'dropped' }
  return 'malformed' in effect ? { ...struck, travel: 'cut off' } : struck
}

function typeOf(path: string, types: Types): string {
  const lower = path.toLowerCase().split('/').filter(Boolean)
  if (/operation/.test(lower.at(-2) ?? '') && /^[0-9a-f-]{36}$/.test(lower.at(-1) ?? '')) return 'operation'
  const id = parseResourceId(path)
  return id === undefined ? '' : (types.get(id.type)?.type ?? id.type)
}
