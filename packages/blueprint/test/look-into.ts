import { type Blueprint, type Declared, dependenciesOf, type Json } from '@palisade/contract'
import { propertiesIn } from './filled.ts'

/** Ways to ask a blueprint what is in it. */
export function lookInto({ resources }: Pick<Blueprint, 'resources'>) {
  const found = (key: string): Declared => {
    const declared = resources.find((one) => one.key === key)
    if (declared === undefined) throw new Error(`there is no ${key}`)
    return declared
  }
  const known = new Map<string, ReadonlySet<string>>()
  /** Everything that has to succeed before a resource may begin, at any distance. */
  const allBefore = (key: string): ReadonlySet<string> => {
    const before = known.get(key)
    if (before !== undefined) return before
    const direct = dependenciesOf(found(key))
    const all = new Set([...direct, ...direct.flatMap((one) => [...allBefore(one)])])
    known.set(key, all)
    return all
  }
  return { keys: resources.map(({ key }) => key), found, allBefore }
}

/** Every value that a property of this name has in a body, at any depth. */
export function valuesOf(body: Json, property: string): Json[] {
  return propertiesIn(body).flatMap(([name, value]) => (name === property ? [value] : []))
}
