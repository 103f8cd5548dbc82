/**
 * What a step needs to ask Azure again:
 * - `operation`: the state of the SDK's poller, in which the URL of the operation stands;
 * - `look`: nothing but the resource itself, because the operation is not known (any more);
 * - `clearing`: the state of what is done to a deleted resource that held the name, and which act of several it is. When
 *   all are done, the resource is made.
 */
export type Handle =
  | {
      readonly way: 'operation'
      readonly state: string
      /** The name was cleared before. Refused once more for it, the step fails: the two would go on for ever. */
      readonly isCleared?: true
    }
  | { readonly way: 'look' }
  | { readonly way: 'clearing'; readonly state: string; readonly act: number }

export function writeHandle(handle: Handle): string {
  return JSON.stringify(handle)
}

/** A handle that was not written by `writeHandle` is a bug and throws an `Error`. */
export function readHandle(text: string): Handle {
  const value: unknown = JSON.parse(text)
  if (typeof value === 'object' && value !== null && 'way' in value) {
    if (value.way === 'look') return { way: 'look' }
    const state = 'state' in value && typeof value.state === 'string' ? value.state : undefined
    if (value.way === 'operation' && state !== undefined) {
      return {
        way: 'operation',
        state,
        ...('isCleared' in value && value.isCleared === true ? { isCleared: true } : {}),
      }
    }
    if (value.way === 'clearing' && state !== undefined && 'act' in value && typeof value.act === 'number') {
      return { way: 'clearing', state, act: value.act }
    }
  }
  throw new Error('Not a handle of this gateway')
}
