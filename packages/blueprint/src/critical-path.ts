import { type Blueprint, dependenciesOf } from '@palisade/contract'

/** The longest chain of resources that wait for one another, first to last. */
export function criticalPath(blueprint: Blueprint): string[] {
  return longestChain(blueprint).keys
}

/**
 * How long the longest chain takes, in seconds: the least time in which a workspace can be made. Waiting for a turn at
 * an exclusive resource is not in it.
 */
export function criticalPathSeconds(blueprint: Blueprint): number {
  return longestChain(blueprint).seconds
}

interface Chain {
  readonly seconds: number
  readonly keys: string[]
}

const nothing: Chain = { seconds: 0, keys: [] }

function longestChain(blueprint: Blueprint): Chain {
  const byKey = new Map(blueprint.resources.map((declared) => [declared.key, declared]))
  const known = new Map<string, Chain>()
  const longer = (one: Chain, other: Chain) => (other.seconds > one.seconds ? other : one)

  const chainTo = (key: string): Chain => {
    const found = known.get(key)
    if (found !== undefined) return found
    const declared = byKey.get(key)
    if (declared === undefined) throw new Error(`The blueprint has no ${key}, which something in it waits for`)
    const before = dependenciesOf(declared).map(chainTo).reduce(longer, nothing)
    const chain = { seconds: before.seconds + declared.expectedSeconds, keys: [...before.keys, key] }
    known.set(key, chain)
    return chain
  }

  return [...byKey.keys()].map(chainTo).reduce(longer, nothing)
}
