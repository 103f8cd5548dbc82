import { createHttpHeaders } from '@azure/core-rest-pipeline'
import { expect, test } from 'vitest'
import { type AskedOperation, isReadable, operationOf } from './readable.ts'

const url = 'https://management.azure.com/subscriptions/s/resourceGroups/rg/providers/A.B/c/d?api-version=1'
const address = 'https://management.azure.com/subscriptions/s/providers/A.B/operations/1?api-version=1'
const withStatus: AskedOperation = { address, hasStatus: true, method: 'PUT' }
const withResult: AskedOperation = { address, hasStatus: false, method: 'PUT' }
const ofRemoval: AskedOperation = { address, hasStatus: false, method: 'DELETE' }

const answer = (bodyAsText: string, status = 200, headers = {}) => ({
  status,
  bodyAsText,
  headers: createHttpHeaders(headers),
})

test.each(['', 'null', '[]', '[{"id":"x"}]', '{}', '<html>', '{"status":"Succeeded"}'])('%j is no resource', (text) => {
  for (const method of ['PUT', 'PATCH'] as const)
    expect(isReadable({ method, url }, answer(text), undefined)).toBe(false)
  expect(isReadable({ method: 'GET', url }, answer(text), withStatus)).toBe(false)
  expect(isReadable({ method: 'GET', url: address }, answer(text), withResult)).toBe(false)
})

test.each(['', '{}', '{"status":7}', '{"properties":{}}'])('%j says not how an operation stands', (text) => {
  expect(isReadable({ method: 'GET', url: address }, answer(text), withStatus)).toBe(false)
})

test.each([
  ['a write that is announced', { method: 'PUT', url }, answer('', 201, { location: address }), undefined],
  ['a write that answers with its resource', { method: 'PUT', url }, answer('{"id":"x"}'), undefined],
  ['an error', { method: 'PUT', url }, answer('', 500), undefined],
  ['an operation that goes on', { method: 'GET', url: address }, answer('', 202), withStatus],
  ['a status that nobody knows', { method: 'GET', url: address }, answer('{"status":"Pondering"}'), withStatus],
  ['what a removal comes to', { method: 'GET', url: address }, answer(''), ofRemoval],
  ['an action', { method: 'POST', url }, answer(''), undefined],
] as const)('%s is readable', (_, request, answered, operation) => {
  expect(isReadable(request, answered, operation)).toBe(true)
})

test('the state of a poller says what is asked about', () => {
  const config = { operationLocation: address, requestMethod: 'PUT', metadata: { mode: 'OperationLocation' } }
  expect(operationOf(JSON.stringify({ state: { config } }))).toEqual(withStatus)
  expect(operationOf('{}')).toBeUndefined()
})
