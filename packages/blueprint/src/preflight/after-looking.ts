import { type Declared, dependenciesOf } from '@palisade/contract'

/**
 * Lets everything that changes something wait until all that is looked at first was looked at and found well. What waited
 * for nothing else gets the looks to wait for; all others wait for one of those.
 */
export function afterLooking(looks: readonly Declared[], others: readonly Declared[]): Declared[] {
  const keys = looks.map(({ key }) => key)
  const looked = new Set(keys)
  return others.map((one) => {
    if (!dependenciesOf(one).every((key) => looked.has(key))) return one
    return { ...one, after: [...new Set([...one.after, ...keys])] }
  })
}
