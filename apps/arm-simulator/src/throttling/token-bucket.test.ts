import { expect, test } from 'vitest'
import { TokenBucket } from './token-bucket.ts'

test('a bucket gives what it holds, then one token after the other, and never more than it holds', () => {
  const bucket = new TokenBucket(3, 10, 0)
  for (let call = 0; call < 3; call += 1) {
    expect(bucket.waitMs(0)).toBe(0)
    bucket.take()
  }
  expect(bucket.waitMs(0)).toBe(100)
  expect(bucket.waitMs(60)).toBe(40)
  expect(bucket.waitMs(100)).toBe(0)
  bucket.take()
  expect(bucket.left(10_000)).toBe(3)
})
