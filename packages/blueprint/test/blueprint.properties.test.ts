import type { WorkspaceRequest } from '@palisade/contract'
import type { Cloud } from '@palisade/facts'
import { anyRequestIn } from '@palisade/testkit'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { validateRequest } from '../src/index.ts'
import { bodies } from './guarantees/bodies.ts'
import { type Built, built, type Guarantee } from './guarantees/built.ts'
import { closed } from './guarantees/closed.ts'
import { graph } from './guarantees/graph.ts'
import { names } from './guarantees/names.ts'
import { others } from './guarantees/others.ts'
import { preflight } from './guarantees/preflight.ts'
import { previewed } from './guarantees/previewed.ts'
import { reached } from './guarantees/reached.ts'
import { securityGroups } from './guarantees/security-groups.ts'
import { stable } from './guarantees/stable.ts'
import { subnets } from './guarantees/subnets.ts'
import { turns } from './guarantees/turns.ts'

/** `PALISADE_PROPERTY_RUNS` raises how many requests are tried, `PALISADE_SEED` tries the same ones again. */
const numRuns = Number(process.env.PALISADE_PROPERTY_RUNS ?? 2_000)
const seed = Number(process.env.PALISADE_SEED ?? Date.now() % 2 ** 31)

interface Case {
  readonly cloud: Cloud
  readonly request: WorkspaceRequest
}

const anyCase: fc.Arbitrary<Case> = fc.oneof(
  {
    arbitrary: fc.record({ cloud: fc.constant('AzurePublic' as const), request: anyRequestIn('AzurePublic') }),
    weight: 8,
  },
  {
    arbitrary: fc.record({ cloud: fc.constant('AzureGovernment' as const), request: anyRequestIn('AzureGovernment') }),
    weight: 1,
  },
  {
    arbitrary: fc.record({ cloud: fc.constant('AzureChina' as const), request: anyRequestIn('AzureChina') }),
    weight: 1,
  },
)

const canBeBuilt = ({ request, cloud }: Case) => validateRequest(request, cloud)

const guarantees: readonly Guarantee[] = [
  ...graph,
  ...bodies,
  ...names,
  ...subnets,
  ...securityGroups,
  ...closed,
  ...reached,
  ...others,
  ...turns,
  ...preflight,
  ...stable,
  ...previewed,
]

describe(`whatever is asked for (${numRuns} requests, seed ${seed})`, () => {
  /** By the names of the guarantees: how many requests broke each, and how the first did. */
  const broken = new Map<string, { count: number; readonly first: readonly string[] }>()

  // All guarantees are held against a request while its blueprint is there: a pass for each would take minutes.
  beforeAll(() => {
    for (const one of fc.sample(anyCase, { seed, numRuns })) {
      note('the request can be built', () => canBeBuilt(one).map(({ code, pointer }) => `${code} ${pointer}`))
      let made: Built | undefined
      note('the blueprint can be computed', () => {
        made = built(one.request, one.cloud)
        return []
      })
      if (made === undefined) continue
      const it = made
      for (const { name, violations } of guarantees) note(name, () => violations(it))
    }
  }, numRuns * 100)

  function note(name: string, violations: () => readonly string[]): void {
    const found = orThrown(violations)
    if (found.length === 0) return
    const known = broken.get(name)
    if (known === undefined) broken.set(name, { count: 1, first: found })
    else known.count += 1
  }

  test('the request can be built', () => {
    expect(broken.get('the request can be built')).toBeUndefined()
  })

  test('the blueprint can be computed', () => {
    expect(broken.get('the blueprint can be computed')).toBeUndefined()
  })

  test.each(guarantees)('$name', ({ name, violations }) => {
    const found = broken.get(name)
    if (found === undefined) return
    // Found in the one pass: looked for again by itself, so that the request is shown that has nothing else in it.
    fc.assert(
      fc.property(anyCase, ({ request, cloud }) => {
        expect(violations(built(request, cloud))).toEqual([])
      }),
      { seed, numRuns },
    )
    expect(found).toBeUndefined()
  })
})

function orThrown(violations: () => readonly string[]): readonly string[] {
  try {
    return violations()
  } catch (error) {
    return [String(error)]
  }
}
