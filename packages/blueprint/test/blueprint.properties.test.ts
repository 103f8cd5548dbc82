import { type Declared, dependenciesOf } from '@palisade/contract'
import { reservedAddresses, resourceTypes, subResources } from '@palisade/facts'
import fc from 'fast-check'
import { Value } from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { addressPlan } from '../src/address-plan/address-plan.ts'
import { contains, overlaps, parseRange } from '../src/address-plan/ipv4-range.ts'
import { blueprintOf, criticalPathSeconds, preview, validateRequest } from '../src/index.ts'
import { anyRequest } from './any-request.ts'
import { filled, propertiesIn } from './filled.ts'

const runs = { numRuns: 250 }
const types = new Map(resourceTypes.map((type) => [type.type, type]))
const workspace = { id: 'wks_0123456789' }

function typeOf(declared: Declared) {
  const type = types.get(declared.kind)
  if (type === undefined) throw new Error(`${declared.kind} is not one of the facts`)
  return type
}

describe('whatever is asked for', () => {
  test('the request can be built', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        expect(validateRequest(request)).toEqual([])
      }),
      runs,
    )
  })

  test('the same request gives the same blueprint', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        expect(JSON.stringify(blueprintOf(structuredClone(request), workspace))).toBe(
          JSON.stringify(blueprintOf(request, workspace)),
        )
      }),
      runs,
    )
  })

  test('nothing waits for itself or for something that is not there', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const { resources } = blueprintOf(request, workspace)
        const keys = new Set(resources.map(({ key }) => key))
        expect(keys.size).toBe(resources.length)

        const done = new Set<string>()
        let left = resources
        while (left.length > 0) {
          const ready = left.filter((one) => dependenciesOf(one).every((key) => done.has(key)))
          expect(ready.length, left.map(({ key }) => key).join(' ')).toBeGreaterThan(0)
          for (const { key } of ready) done.add(key)
          left = left.filter(({ key }) => !done.has(key))
        }
      }),
      runs,
    )
  })

  test('a reference asks only for outputs that the type of resource has', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const { resources } = blueprintOf(request, workspace)
        const byKey = new Map(resources.map((one) => [one.key, one]))
        for (const [name, value] of resources.flatMap(({ body }) => propertiesIn(body))) {
          if (name !== '$output' || typeof value !== 'object' || value === null || !('of' in value)) continue
          const source = byKey.get(String(value.of))
          expect(source).toBeDefined()
          if (source !== undefined) expect(['id', ...typeOf(source).outputs]).toContain(value.name)
        }
      }),
      runs,
    )
  })

  test('every body is one that its schema accepts', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        for (const declared of blueprintOf(request, workspace).resources) {
          const type = typeOf(declared)
          const schema = declared.how === 'amend' ? type.amendment : type.body
          expect(schema).toBeDefined()
          if (schema === undefined || declared.how === 'read') continue
          const errors = [...Value.Errors(schema, filled(declared.body))]
          expect(errors, declared.key).toEqual([])
        }
      }),
      runs,
    )
  })

  test('every name is one that Azure accepts, and no id occurs twice', () => {
    fc.assert(
      fc.property(anyRequest, fc.string({ minLength: 1 }), (request, id) => {
        const { resources } = blueprintOf(request, { id })
        for (const declared of resources) expect(declared.name, declared.key).toMatch(typeOf(declared).name.pattern)
        const made = resources.filter(({ how }) => how === 'make').map((declared) => declared.id.toLowerCase())
        expect(new Set(made).size).toBe(made.length)
      }),
      runs,
    )
  })

  test('nothing is ever open', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        for (const [name, value] of blueprintOf(request, workspace).resources.flatMap(({ body }) =>
          propertiesIn(body),
        )) {
          if (/^publicNetworkAccess|PublicAccess$/.test(name)) expect([false, 'Disabled']).toContain(value)
          if (name === 'defaultAction') expect(value).toBe('Deny')
          if (['allowSharedKeyAccess', 'adminUserEnabled', 'enableNodePublicIp'].includes(name))
            expect(value).toBe(false)
          if (/disableLocalAuth/i.test(name)) expect(value).toBe(true)
        }
      }),
      runs,
    )
  })

  test('every resource that can carry tags says whose it is, whatever tags were asked for', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        for (const declared of blueprintOf(request, workspace).resources) {
          if (declared.how !== 'make' || !typeOf(declared).hasTags) continue
          expect(declared.body).toMatchObject({
            tags: {
              ...request.tags,
              'palisade-workspace': workspace.id,
              'palisade-project': request.project,
              'managed-by': 'palisade',
            },
          })
        }
      }),
      runs,
    )
  })

  test('subnets lie inside the address space, apart from each other, and hold what goes into them', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const space = parseRange(request.network.addressSpace)
        if (space === undefined) throw new Error('not a range')
        const { firewall, endpoints, training, keptFree } = addressPlan(space)
        const all = [firewall, endpoints, training, ...Object.values(keptFree)].map(({ range }) => range)
        for (const [index, range] of all.entries()) {
          expect(contains(space, range)).toBe(true)
          expect(range.first % 2 ** (32 - range.prefix)).toBe(0)
          for (const other of all.slice(index + 1)) expect(overlaps(range, other)).toBe(false)
        }
        const endpointAddresses = Object.values(subResources).reduce((sum, { addresses }) => sum + addresses, 0)
        expect(endpoints.usable).toBeGreaterThanOrEqual(endpointAddresses + reservedAddresses)
        const nodes = (request.compute?.clusters ?? []).reduce((sum, { maxNodes }) => sum + maxNodes, 0)
        expect(training.usable).toBeGreaterThanOrEqual(nodes + (request.compute?.instances?.length ?? 0))
      }),
      runs,
    )
  })

  test('adding compute moves nothing that is there already', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const { compute: _, ...without } = request
        const before = blueprintOf(without, workspace).resources
        const after = new Map(blueprintOf(request, workspace).resources.map((one) => [one.key, one]))
        for (const declared of before) expect(after.get(declared.key)).toEqual(declared)
      }),
      runs,
    )
  })

  test('the preview shows every resource and takes as long as the blueprint', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const blueprint = blueprintOf(request, workspace)
        const shown = preview(request)
        expect(
          shown.phases
            .flatMap(({ resources }) => resources)
            .map(({ key }) => key)
            .toSorted(),
        ).toEqual(blueprint.resources.map(({ key }) => key).toSorted())
        expect(shown.expectedMinutes).toBe(Math.ceil(criticalPathSeconds(blueprint) / 60))
        expect(JSON.stringify(shown)).not.toContain('$output')
      }),
      runs,
    )
  })
})
