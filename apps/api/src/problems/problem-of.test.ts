import { errorCatalogue } from '@palisade/contract'
import { expect, test } from 'vitest'
import { problemOf } from './problem-of.ts'
import { Refusal } from './refusal.ts'
import { refusalOfItems } from './refusal-of-items.ts'

test('a problem carries the words of the catalogue and links to its own documentation', () => {
  const refusal = new Refusal('name-taken', 'It is taken.', { existing: '/v1/workspaces/ws_1' })
  expect(problemOf(refusal, 'trace-1', '/v1/workspaces')).toEqual({
    type: '/docs/errors#name-taken',
    title: errorCatalogue['name-taken'].title,
    status: 409,
    code: 'name-taken',
    detail: 'It is taken.',
    remedy: errorCatalogue['name-taken'].remedy,
    instance: '/v1/workspaces',
    traceId: 'trace-1',
    retryable: false,
    existing: '/v1/workspaces/ws_1',
  })
})

test('only refusals that pass by themselves are retryable', () => {
  const isRetryable = (code: 'unavailable' | 'internal' | 'workspace-busy' | 'invalid-name') =>
    problemOf(new Refusal(code), 'trace-1').retryable
  expect(isRetryable('unavailable')).toBe(true)
  expect(isRetryable('internal')).toBe(true)
  expect(isRetryable('workspace-busy')).toBe(true)
  expect(isRetryable('invalid-name')).toBe(false)
})

test('items of one code give that code and its status, items of several the general one', () => {
  const space = { code: 'address-space-invalid', pointer: '/network/addressSpace', detail: 'a' }
  const name = { code: 'invalid-name', pointer: '/name', detail: 'b' }
  expect(refusalOfItems([space, space], 400)).toMatchObject({ code: 'address-space-invalid', status: 422 })
  expect(refusalOfItems([space, name], 400)).toMatchObject({ code: 'invalid-request', status: 400, message: 'a b' })
  expect(refusalOfItems([space, name], 422)).toMatchObject({ code: 'impossible-request', status: 422 })
})
