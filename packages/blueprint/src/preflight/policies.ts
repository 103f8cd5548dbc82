import type { CheckSubject, Declared } from '@palisade/contract'
import { mlCompute, resourceGroup } from '@palisade/facts'
import { textAt } from './body-value.ts'
import { type Composed, groupOf } from './composed.ts'
import { knownBody } from './known-body.ts'

type Asked = Extract<CheckSubject, { check: 'policies' }>['resources'][number]

/**
 * Whether a policy denies what is going to be made. One of each sort is asked about, because each is a question to Azure
 * and policies look at types, regions, sizes, tags and options, which are the same in all of a sort.
 */
export function policies(composed: Composed): CheckSubject {
  const { site, resources } = composed
  const ids = new Map(resources.map(({ key, id }) => [key, id]))
  const sorts = new Map<string, Asked>()
  for (const one of resources) {
    const sort = sortOf(one)
    if (sort === undefined || sorts.has(sort)) continue
    const { key, kind, name, body } = one
    const location = textAt(body, 'location') ?? site.region
    sorts.set(sort, { key, type: kind, name, location, body: knownBody(body, (of) => ids.get(of)) })
  }
  return {
    check: 'policies',
    subscription: site.request.subscriptionId,
    scope: groupOf(composed),
    region: site.region,
    resources: [...sorts.values()],
  }
}

/** Computes of another size are of another sort; of children that have no place of their own, policies know nothing. */
function sortOf({ action, kind, body, isGuest }: Declared): string | undefined {
  if (action !== 'make' || isGuest === true || kind === resourceGroup.type) return undefined
  if (textAt(body, 'location') === undefined) return undefined
  if (kind !== mlCompute.type) return kind
  return [kind, textAt(body, 'properties', 'computeType'), textAt(body, 'properties', 'properties', 'vmSize')].join(' ')
}
