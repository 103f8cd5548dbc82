import { stepActions } from '@palisade/contract'
import { expect, test } from 'vitest'
import { callsOf } from './calls-of.ts'

test('each action has its calls, and what is under way is one read', () => {
  const table = stepActions.map((action) => [action, callsOf({ action, handle: null, body: null })])
  expect(Object.fromEntries(table)).toEqual({
    make: { reads: 1, writes: 1 },
    amend: { reads: 1, writes: 1 },
    adjust: { reads: 1, writes: 1 },
    read: { reads: 1 },
    await: { reads: 1 },
    // Of no known check: it fails with words, and may ask before.
    check: { reads: 1 },
    observe: { reads: 1 },
    remove: { reads: 1, deletes: 1 },
  })
  for (const action of stepActions) expect(callsOf({ action, handle: '{}', body: null })).toEqual({ reads: 1 })
})
