import { requireAuthorization } from '../authorization/require-authorization.ts'
import { refuseByPolicy } from '../governance/refuse-by-policy.ts'
import { refuseLocked } from '../governance/refuse-locked.ts'
import { refuseUnregistered } from '../governance/refuse-unregistered.ts'
import type { Call } from './call.ts'

/** Looks at a call before its resource is looked at, and throws an `ArmError` when it must not pass. */
type Gate = (call: Call) => void

/** What Azure Resource Manager itself may refuse, in its order. */
const gates: readonly Gate[] = [requireAuthorization, refuseUnregistered, refuseByPolicy, refuseLocked]

export function passGates(call: Call): void {
  for (const gate of gates) gate(call)
}
