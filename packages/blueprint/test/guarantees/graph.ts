import { type Declared, dependenciesOf, referencesIn } from '@palisade/contract'
import { type Built, type Guarantee, repeated, typeOf } from './built.ts'

export const graph: readonly Guarantee[] = [
  {
    name: 'no key stands there twice',
    violations: ({ resources }) => repeated(resources.map(({ key }) => key)),
  },
  {
    name: 'nothing waits for itself or for something that is not there',
    violations: ({ resources }) => [...dangling(resources), ...inCircles(resources)],
  },
  {
    name: 'a reference asks only for outputs that the type of resource has',
    violations: unknownOutputs,
  },
]

function dangling(resources: readonly Declared[]): string[] {
  const keys = new Set(resources.map(({ key }) => key))
  return resources.flatMap((one) =>
    dependenciesOf(one)
      .filter((key) => !keys.has(key))
      .map((key) => `${one.key} waits for ${key}, which is not there`),
  )
}

function inCircles(resources: readonly Declared[]): string[] {
  const done = new Set<string>()
  let left = resources.map((one) => ({ key: one.key, before: dependenciesOf(one) }))
  for (;;) {
    const still = left.filter(({ before }) => !before.every((key) => done.has(key)))
    if (still.length === left.length) return still.map(({ key }) => `${key} can never begin`)
    for (const { key } of left) done.add(key)
    for (const { key } of still) done.delete(key)
    left = still
  }
}

function unknownOutputs({ resources, byKey }: Built): string[] {
  return resources.flatMap(({ key, body }) =>
    referencesIn(body).flatMap(({ $output: { of, name } }) => {
      const source = byKey.get(of)
      if (source === undefined) return [`${key} refers to ${of}, which is not there`]
      return name === 'id' || typeOf(source).outputs.includes(name) ? [] : [`${key}: ${of} gives no ${name}`]
    }),
  )
}
