/**
 * What a step needs to ask Azure again:
 * - `operation`: the state of the SDK's poller, in which the URL of the operation stands;
 * - `look`: nothing but the resource itself, because the operation is not known (any more).
 */
export type Handle = { readonly way: 'operation'; readonly state: string } | { readonly way: 'look' }

export function writeHandle(handle: Handle): string {
  return JSON.stringify(handle)
}

/** A handle that was not written by `writeHandle` is a bug and throws an `Error`. */
export function readHandle(text: string): Handle {
  const value: unknown = JSON.parse(text)
  if (typeof value === 'object' && value !== null && 'way' in value) {
    if (value.way === 'look') return { way: 'look' }
    if (value.way === 'operation' && 'state' in value && typeof value.state === 'string') {
      return { way: 'operation', state: value.state }
    }
  }
  throw new Error('Not a handle of this gateway')
}
