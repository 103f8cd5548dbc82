/** A thing that takes time and waits for others. */
export interface Timed {
  readonly key: string
  readonly dependsOn: readonly string[]
  readonly expectedSeconds: number
}

/** What waits for itself can never begin. */
export class CircularBlueprint extends Error {
  constructor(keys: readonly string[]) {
    super(`These wait for one another: ${keys.join(', ')}.`)
    this.name = 'CircularBlueprint'
  }
}

/**
 * For each key, the longest expected time from its begin to the end of all that waits for it, its own included. The
 * largest of them is the critical path.
 * @throws CircularBlueprint, also when a dependency does not exist: both would make a job that never ends.
 */
export function tails(items: readonly Timed[]): Map<string, number> {
  const byKey = new Map(items.map((item) => [item.key, item]))
  const dependants = new Map<string, Timed[]>(items.map((item) => [item.key, []]))
  const missing = items.filter((item) => item.dependsOn.some((key) => !byKey.has(key)))
  if (missing.length > 0) throw new CircularBlueprint(missing.map((item) => item.key))
  for (const item of items) for (const key of item.dependsOn) dependants.get(key)?.push(item)

  const result = new Map<string, number>()
  const underWay = new Set<string>()
  const tailOf = (item: Timed): number => {
    const known = result.get(item.key)
    if (known !== undefined) return known
    if (underWay.has(item.key)) throw new CircularBlueprint([...underWay])
    underWay.add(item.key)
    const tail = item.expectedSeconds + Math.max(0, ...(dependants.get(item.key) ?? []).map(tailOf))
    underWay.delete(item.key)
    result.set(item.key, tail)
    return tail
  }
  for (const item of items) tailOf(item)
  return result
}
