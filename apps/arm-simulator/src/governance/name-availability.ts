import type { Action } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import type { World } from '../state/world.ts'

interface Rules {
  /** The namespace in lower case. */
  readonly namespace: string
  readonly type: string
  readonly accepts: RegExp
  /** Why a name does not follow the rules, in the provider's words. */
  readonly invalid: (name: string) => { readonly reason: string; readonly message: string }
  readonly taken: (name: string) => string
}

/** `POST …/checkNameAvailability` of a provider whose names are one cloud's: whether one can be had, deleted ones too. */
export function nameAvailability({ namespace, type, accepts, invalid, taken }: Rules): Action {
  return {
    method: 'POST',
    word: { text: 'checknameavailability', fromEnd: 1 },
    path: new RegExp(`^/subscriptions/[^/]+/providers/${namespace.replaceAll('.', '\\.')}/checknameavailability$`),
    run({ world, body }) {
      const name = read.text(body, 'name') ?? ''
      if (!accepts.test(name)) return { status: 200, effect: 'none', body: { nameAvailable: false, ...invalid(name) } }
      if (!isTaken(name, type, world)) return { status: 200, effect: 'none', body: { nameAvailable: true } }
      const answer = { nameAvailable: false, reason: 'AlreadyExists', message: taken(name) }
      return { status: 200, effect: 'none', body: answer }
    },
  }
}

function isTaken(name: string, type: string, world: World): boolean {
  const isSame = (other: { readonly id: string }) => other.id.split('/').at(-1)?.toLowerCase() === name.toLowerCase()
  return world.ofType(type).some(isSame) || world.deleted(type).some(isSame)
}
