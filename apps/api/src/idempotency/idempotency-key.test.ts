import { expect, test } from 'vitest'
import { idempotencyKey } from './idempotency-key.ts'

test('bare and quoted are the same key', () => {
  expect(idempotencyKey('3f0c2b1e-8d7a-4c11')).toBe('3f0c2b1e-8d7a-4c11')
  expect(idempotencyKey('"3f0c2b1e-8d7a-4c11"')).toBe('3f0c2b1e-8d7a-4c11')
  expect(idempotencyKey(undefined)).toBeUndefined()
})

test.each(['', 'short', 'x'.repeat(256), 'sixteen chars and spaces', `${'x'.repeat(16)}\u00e9`])(
  '%j is refused',
  (key) => {
    expect(() => idempotencyKey(key)).toThrow(expect.objectContaining({ code: 'idempotency-key-invalid' }))
  },
)
