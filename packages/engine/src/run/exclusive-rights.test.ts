import { expect, test } from 'vitest'
import { ExclusiveRights } from './exclusive-rights.ts'

const claimant = (tailSeconds: number, ...exclusive: string[]) => ({ exclusive, tailSeconds })

test('only one has a right, and the most urgent of those that wait is first when it is given back', () => {
  const rights = new ExclusiveRights<ReturnType<typeof claimant>>()
  const [first, short, long] = [claimant(1, 'network'), claimant(5, 'network'), claimant(9, 'network')]
  expect(rights.take(first)).toBe(true)
  expect(rights.take(short)).toBe(false)
  expect(rights.take(long)).toBe(false)
  expect(rights.release(first)).toEqual([long, short])
  expect(rights.take(long)).toBe(true)
  expect(rights.take(short)).toBe(false)
})

test('rights are given for all keys or not at all, so that two never wait for each other', () => {
  const rights = new ExclusiveRights<ReturnType<typeof claimant>>()
  const [here, there, both] = [claimant(1, 'a'), claimant(1, 'b'), claimant(1, 'a', 'b')]
  expect(rights.take(here)).toBe(true)
  expect(rights.take(both)).toBe(false)
  expect(rights.take(there)).toBe(true)
  expect(rights.release(here)).toEqual([both])
  expect(rights.take(both)).toBe(false)
  expect(rights.release(there)).toEqual([both])
  expect(rights.take(both)).toBe(true)
})

test('one that stops waiting is not called', () => {
  const rights = new ExclusiveRights<ReturnType<typeof claimant>>()
  const [holder, gone] = [claimant(1, 'a'), claimant(1, 'a')]
  rights.take(holder)
  rights.take(gone)
  expect(rights.release(gone)).toEqual([])
  expect(rights.release(holder)).toEqual([])
})
