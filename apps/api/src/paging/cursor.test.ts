import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cursorOf, positionOf } from './cursor.ts'

const position = { createdAt: new Date('2026-11-23T19:00:00.123Z'), id: 'ws_1' }

test('a position comes back from its cursor', () => {
  expect(positionOf(cursorOf(position))).toEqual(position)
})

test('anything else is refused and never a fault', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => positionOf(text)).toThrow(expect.objectContaining({ code: 'invalid-cursor' }))
    }),
  )
  expect(() => positionOf(`${cursorOf(position)}=`)).toThrow(expect.objectContaining({ code: 'invalid-cursor' }))
})
