import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readJson } from './read-json.ts'

test('what JSON.stringify writes is read as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      if (text.includes('\\u0000') || text.includes('__proto__') || /\\ud[89a-f]/i.test(text)) return
      expect(readJson(text)).toEqual(JSON.parse(text))
    }),
  )
})

test('what JSON.parse refuses is refused', () => {
  const fragments = fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"', '1', '-', '.', 'e', 'true', ' '))
  fc.assert(
    fc.property(fragments, (parts) => {
      const text = parts.join('')
      if (isAccepted(readJson, text)) expect(isAccepted(JSON.parse, text)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['{"name": "a",\n "network": {"addressSpace": "10.0', 'line 2, column 30'],
  ['{"name": "a",}', 'The name of a field in double quotes is expected at line 1, column 14.'],
  ['{"name": "a"', 'A comma or "}" is expected at line 1, column 13, where the text ends.'],
  ['', 'The body is empty; JSON is expected.'],
  ['{"a":1} x', 'Nothing more is expected after the end of the JSON value at line 1, column 9.'],
  ['{"a":1,"b":{"c":1,"c":2}}', 'The field "c" stands there a second time at line 1, column 19.'],
  ['{"\\u0061":1,"a":2}', 'The field "a" stands there a second time at line 1, column 13.'],
  ['{"tags":{"__proto__":"x"}}', 'A field may not be called "__proto__" at line 1, column 10.'],
  ['{"a":"\\u0000"}', 'A string holds the character \\u0000 or half of a surrogate pair at line 1, column 6.'],
  ['{"a":"\\ud800"}', 'surrogate pair'],
  ['[01]', 'A comma or "]" is expected at line 1, column 3.'],
  ['['.repeat(5000), 'nested 32 deep'],
])('%j is refused with its place', (text, message) => {
  expect(() => readJson(text)).toThrow(message)
})

function isAccepted(read: (text: string) => unknown, text: string): boolean {
  try {
    read(text)
    return true
  } catch {
    return false
  }
}
