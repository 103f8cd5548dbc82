import { Retryable } from '@palisade/contract'
import { retryAfterMs } from '../connection/retry-after.ts'
import { writeHandle } from '../handle.ts'
import type { Progress } from '../progress.ts'
import type { Standing } from '../sdks/standing.ts'
import type { Call } from './call.ts'

/** What a write that Azure is still at looks like from outside. */
function stillRunning({ conversation }: Call, state: string): Progress {
  return {
    done: false,
    handle: writeHandle({ way: 'operation', state }),
    retryAfterMs: retryAfterMs(conversation.lastAnswer?.headers),
  }
}

/** The resource itself is to be asked next time. */
export function askResource({ conversation }: Call): Progress {
  return {
    done: false,
    handle: writeHandle({ way: 'look' }),
    retryAfterMs: retryAfterMs(conversation.lastAnswer?.headers),
  }
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

/** How a write stands, seen from outside. */
export function progressOf<Model>(
  standing: Standing<Model>,
  outputs: (model: Model) => Readonly<Record<string, string | undefined>>,
  call: Call,
): Progress {
  return standing.done ? made(outputs(standing.result), call) : stillRunning(call, standing.state)
}
