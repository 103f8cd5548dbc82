import type { Declared } from '@palisade/contract'
import type { Declaration } from './declare.ts'

/** Takes up a declaration and gives it back, so that it can be declared and named in one line. */
export type Add = <Added extends Declaration>(added: Added) => Added

/** A list that declarations are taken up into, in the order in which people read them. */
export function collector(): { readonly add: Add; readonly resources: readonly Declared[] } {
  const resources: Declared[] = []
  return {
    resources,
    add: (added) => {
      resources.push(added.declared)
      return added
    },
  }
}
