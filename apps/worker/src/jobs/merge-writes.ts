import type { JobChange, ResourceChange, StepChange } from '@palisade/engine'
import type { Write } from '@palisade/store'

/** Two changes of one job as one that leads to the same, the second after the first. */
export function mergeWrites(first: Write, second: Write): Write {
  const [a, b] = [first.change, second.change]
  const change: JobChange = {
    ...a,
    ...b,
    steps: mergeBy(a.steps, b.steps, (step) => step.ordinal, mergeSteps),
    resources: mergeBy(a.resources, b.resources, (resource) => resource.key, mergeResources),
    events: a.events.length === 0 ? b.events : [...a.events, ...b.events],
    releases: [...(a.releases ?? []), ...(b.releases ?? [])],
  }
  // A job that ends claims nothing: nobody would give it back.
  return { change, claims: change.isDone === true ? [] : [...(first.claims ?? []), ...(second.claims ?? [])] }
}

function mergeSteps(a: StepChange, b: StepChange): StepChange {
  return { ...a, ...b, from: a.from }
}

function mergeResources(a: ResourceChange, b: ResourceChange): ResourceChange {
  return { ...a, ...b }
}

function mergeBy<T, K>(
  first: readonly T[],
  second: readonly T[],
  keyOf: (item: T) => K,
  merge: (a: T, b: T) => T,
): readonly T[] {
  if (first.length === 0) return second
  if (second.length === 0) return first
  const merged = new Map(first.map((item) => [keyOf(item), item]))
  for (const item of second) {
    const earlier = merged.get(keyOf(item))
    merged.set(keyOf(item), earlier === undefined ? item : merge(earlier, item))
  }
  return [...merged.values()]
}
