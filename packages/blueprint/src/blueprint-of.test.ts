import { expect, test } from 'vitest'
import { exampleOf } from '../test/examples.ts'
import { blueprintOf } from './blueprint-of.ts'

const example = exampleOf('private')

test('two workspaces of the same name share no name that is unique in all of Azure', () => {
  const nameOf = (id: string, key: string) =>
    blueprintOf(example, { id }).resources.find((one) => one.key === key)?.name
  for (const key of ['resources/storage', 'resources/key-vault', 'resources/container-registry']) {
    expect(nameOf('wks_one', key)).not.toBe(nameOf('wks_other', key))
  }
})

// The largest request has a benchmark of its own: `npm run bench -- blueprint`. The fastest run counts: what else the
// machine does meanwhile is no fault of the blueprint's.
test('it is computed in less than 5 ms', () => {
  const times = Array.from({ length: 100 }, () => {
    const begun = performance.now()
    blueprintOf(example, { id: 'wks_example' })
    return performance.now() - begun
  })
  expect(Math.min(...times)).toBeLessThan(5)
})
