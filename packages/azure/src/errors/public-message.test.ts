import { expect, test } from 'vitest'
import { publicMessage } from './public-message.ts'

test('secrets do not pass', () => {
  const text = publicMessage(
    'sent Bearer abc.def with eyJhbGciOi.eyJzdWIi.c2ln to https://x/?sig=Zm9v%3D&se=1; AccountKey=c2VjcmV0==;',
  )
  expect(text).not.toMatch(/abc\.def|eyJ|Zm9v|c2VjcmV0/)
})

test('it is one line of bearable length', () => {
  const text = publicMessage(`a\n\n  b ${'x'.repeat(5000)}`)
  expect(text).toMatch(/^a b x+\.\.\.$/)
  expect(text.length).toBeLessThanOrEqual(600)
})
