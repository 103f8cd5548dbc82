import { expect, it } from 'vitest'
import { connectionOf } from './postgres-connections.ts'

it('options in the URL are kept, beside ours and out of the URL', () => {
  const connection = connectionOf('postgres://u:p@h:5/d?sslmode=verify-full&options=-c%20lock_timeout%3D5s')
  expect(connection.connectionString).toBe('postgres://u:p@h:5/d?sslmode=verify-full')
  expect(connection.options).toBe('-c lock_timeout=5s -c synchronous_commit=off')
})
