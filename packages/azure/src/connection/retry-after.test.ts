import { expect, test } from 'vitest'
import { retryAfterMs } from './retry-after.ts'

const headers = (values: Record<string, string>) => ({ get: (name: string) => values[name] })
const now = Date.parse('2026-11-23T10:00:00Z')

test.each([
  [{ 'retry-after': '17' }, 17_000],
  [{ 'retry-after': 'Mon, 23 Nov 2026 10:00:05 GMT' }, 5_000],
  [{ 'retry-after': 'Mon, 23 Nov 2026 09:00:00 GMT' }, 0],
  [{ 'retry-after': '10', 'retry-after-ms': '250' }, 250],
  [{ 'x-ms-retry-after-ms': '120' }, 120],
  [{ 'retry-after': 'soon' }, undefined],
  [{}, undefined],
])('%j', (values, expected) => {
  expect(retryAfterMs(headers(values), now)).toBe(expected)
})
