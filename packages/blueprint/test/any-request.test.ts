import { type Json, scenarios, WorkspaceRequest } from '@palisade/contract'
import { anyRequest } from '@palisade/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { at } from './guarantees/json.ts'

const numRuns = 1_500
const requests = fc.sample(anyRequest, { seed: 7, numRuns })

/** How often each option stands in the requests, by its path: `compute.clusters.name`. */
const counts = new Map<string, number>()
for (const request of requests) {
  for (const path of new Set(pathsIn(request))) counts.set(path, (counts.get(path) ?? 0) + 1)
}

test('every option of the schema is asked for, and often enough to meet the others', () => {
  const schema: Json = JSON.parse(JSON.stringify(WorkspaceRequest))
  const rare = optionsIn(schema).filter((path) => (counts.get(path) ?? 0) < numRuns / 100)
  expect(rare).toEqual([])
})

test('every scenario is asked for', () => {
  for (const scenario of scenarios) {
    expect(requests.filter((request) => (request.scenario ?? 'private') === scenario).length).toBeGreaterThan(50)
  }
})

test('every word that an option may have is asked for', () => {
  const text = requests.map((request) => JSON.stringify(request)).join('\n')
  const words = [...JSON.stringify(WorkspaceRequest).matchAll(/"const":("[^"]+")/g)].map(([, word = '']) => word)
  // A service endpoint for storage in these subnets is an option that no request with it can be built with.
  const refused = ['"endpoints"', '"scoring"']
  expect(words.filter((word) => !text.includes(word) && !refused.includes(word))).toEqual([])
})

/** The paths of all properties of a schema, through lists and alternatives. */
function optionsIn(schema: Json | undefined, above: readonly string[] = []): string[] {
  const alternatives = at(schema, 'anyOf')
  const inList = at(schema, 'items')
  const own = Object.entries(at(schema, 'properties') ?? {}).flatMap(([name, inner]: [string, Json]) => [
    [...above, name].join('.'),
    ...optionsIn(inner, [...above, name]),
  ])
  const inAlternatives = Array.isArray(alternatives) ? alternatives.flatMap((one: Json) => optionsIn(one, above)) : []
  return [...own, ...inAlternatives, ...(inList === undefined ? [] : optionsIn(inList, above))]
}

function pathsIn(value: unknown, above: readonly string[] = []): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => pathsIn(one, above))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [
    [...above, name].join('.'),
    ...pathsIn(inner, [...above, name]),
  ])
}
