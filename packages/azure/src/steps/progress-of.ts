import { Retryable } from '@palisade/contract'
import { retryAfterMs } from '../connection/retry-after.ts'
import { type Handle, writeHandle } from '../handle.ts'
import type { Progress } from '../progress.ts'
import type { Standing } from '../sdks/standing.ts'
import type { Call } from './call.ts'
import { provisioningOf } from './provisioning.ts'

/** What something that Azure is still at looks like from outside. */
export function stillRunning({ conversation }: Call, handle: Handle): Progress {
  return {
    done: false,
    handle: writeHandle(handle),
    retryAfterMs: retryAfterMs(conversation.lastAnswer?.headers),
  }
}

/** The resource itself is to be asked next time. */
export function askResource(call: Call): Progress {
  return stillRunning(call, { way: 'look' })
}

/** A resource that is made, with what others need of it. */
export function made(outputs: Readonly<Record<string, string | undefined>>, { what }: Call): Progress {
  const known: Record<string, string> = {}
  for (const [name, value] of Object.entries(outputs)) {
    // Some providers say that they are done a moment before they fill in everything.
    if (value === undefined)
      throw new Retryable('azure-not-ready', `reading ${what}: Azure does not say its ${name} yet`)
    known[name] = value
  }
  return { done: true, outputs: known }
}

/**
 * How a write stands, seen from outside.
 * @param isCleared the name was cleared for it.
 */
export function progressOf<Model>(
  standing: Standing<Model>,
  outputs: (model: Model) => Readonly<Record<string, string | undefined>>,
  call: Call,
  isCleared?: true,
): Progress {
  if (standing.done) {
    // The operation is over a moment before the resource says so, or another client is already writing it.
    return provisioningOf(standing.result) === 'working' ? askResource(call) : made(outputs(standing.result), call)
  }
  return stillRunning(call, { way: 'operation', state: standing.state, ...(isCleared ? { isCleared } : {}) })
}
