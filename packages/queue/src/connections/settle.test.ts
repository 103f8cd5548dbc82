import { expect, it } from 'vitest'
import { settlesWithin } from './settle.ts'

it('says whether a promise settled in time', async () => {
  expect(await settlesWithin(1_000, Promise.resolve())).toBe(true)
  expect(await settlesWithin(5, new Promise(() => {}))).toBe(false)
})

it('throws a rejection in time and drops a later one', async () => {
  await expect(settlesWithin(1_000, Promise.reject(new RangeError('now')))).rejects.toThrow(RangeError)
  // Were it not dropped, vitest would fail the run for an unhandled rejection.
  let reject = (_: Error) => {}
  const late = new Promise<void>((_, fail) => {
    reject = fail
  })
  expect(await settlesWithin(1, late)).toBe(false)
  reject(new RangeError('late'))
})
