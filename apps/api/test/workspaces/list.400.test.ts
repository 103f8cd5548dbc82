import { expect, test } from 'vitest'
import { testApiForFile } from '../support/test-api.ts'

const api = testApiForFile()

test.each([
  ['limit=0', 'invalid-value', 'The parameter "limit" has to be at least 1, not 0.'],
  ['limit=101', 'invalid-value', 'The parameter "limit" may be at most 100, not 101.'],
  ['limit=many', 'wrong-type', 'The parameter "limit" has to be an integer, not a string.'],
  ['cursor=bm90IG91cnM', 'invalid-cursor', 'The cursor is not one of ours.'],
  ['cursor=%00', 'invalid-cursor', undefined],
  ['curser=x', 'unknown-field', 'The parameter "curser" is not known. Did you mean "cursor"?'],
])('%s is refused', async (query, code, detail) => {
  const { body } = await api.request.get(`/v1/workspaces?${query}`).expect(400)
  expect(body.code).toBe(code)
  if (detail !== undefined) expect(body.detail).toBe(detail)
})
