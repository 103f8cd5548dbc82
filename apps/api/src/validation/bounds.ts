import { type Json, mostListedErrors } from '@palisade/contract'
import type { Ajv } from 'ajv'
import { canonicalJson } from '../json/canonical-json.ts'

/** More than any list of a schema may have. */
const longestList = 250

/** More than all lists of a request together can have. */
const mostItems = 2_000

/**
 * A copy of a value whose lists are cut to what any schema allows and one more, or the value itself where all are
 * short. What is too long is refused for its length, and Ajv would still look at each item and report each.
 */
export function shortened(value: unknown): unknown {
  let left = mostItems
  const cut = (inner: unknown): unknown => {
    if (typeof inner !== 'object' || inner === null) return inner
    if (!Array.isArray(inner)) {
      const entries = Object.entries(inner)
      const changed = entries.map(([name, one]) => [name, cut(one)] as const)
      return changed.every(([, one], index) => one === entries[index]?.[1]) ? inner : Object.fromEntries(changed)
    }
    // At least one, so that no list becomes empty that was not.
    const kept = inner.slice(0, Math.max(1, Math.min(longestList, left)))
    left -= kept.length
    const changed = kept.map(cut)
    return changed.length === inner.length && changed.every((one, index) => one === inner[index]) ? inner : changed
  }
  return cut(value)
}

/** `uniqueItems` in one pass. Ajv's own compares each item with each, and goes on where the list is too long already. */
export function addUniqueItems(ajv: Ajv): Ajv {
  return ajv.removeKeyword('uniqueItems').addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    validate: (isWanted: boolean, items: Json[]) =>
      !isWanted || new Set(items.map(canonicalJson)).size === items.length,
  })
}

/** The first errors of many, made into what a person reads, and how many were left out. */
export function firstOf<One, Item>(
  errors: readonly One[],
  toItem: (error: One) => Item,
): { items: Item[]; more: number } {
  return {
    items: errors.slice(0, mostListedErrors).map(toItem),
    more: Math.max(0, errors.length - mostListedErrors),
  }
}
