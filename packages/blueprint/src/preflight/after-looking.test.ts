import type { Declared } from '@palisade/contract'
import { expect, test } from 'vitest'
import { afterLooking } from './after-looking.ts'

const declared = (key: string, ...after: string[]): Declared => ({
  key,
  after,
  phase: 'network',
  action: 'make',
  kind: 'k',
  name: key,
  id: `/${key}`,
  body: null,
  exclusive: [],
  expectedSeconds: 1,
  expectedRemovalSeconds: 1,
})

test('what waited for nothing, or only for a look, waits for all looks; the rest waits for one of those', () => {
  const looks = [declared('quota'), declared('network')]
  const others = [declared('a'), declared('b', 'network'), declared('c', 'b'), declared('d', 'c', 'network')]
  expect(afterLooking(looks, others).map(({ key, after }) => [key, after])).toEqual([
    ['a', ['quota', 'network']],
    ['b', ['network', 'quota']],
    ['c', ['b']],
    ['d', ['c', 'network']],
  ])
})
