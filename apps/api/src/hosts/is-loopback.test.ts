import { expect, test } from 'vitest'
import { isLoopback } from './is-loopback.ts'

test.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.9.9.9', '::1', '[::1]'])('%s is this machine', (host) => {
  expect(isLoopback(host)).toBe(true)
})

test.each(['0.0.0.0', '::', '10.0.0.1', '127.evil.example', '127.0.0.1.nip.io', 'localhost.evil.example', ''])(
  '%s may be another machine',
  (host) => {
    expect(isLoopback(host)).toBe(false)
  },
)
