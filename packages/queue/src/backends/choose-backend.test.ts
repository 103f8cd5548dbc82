import { expect, it } from 'vitest'
import { chooseBackend } from './choose-backend.ts'

it('the scheme of the URL chooses the store', () => {
  expect(chooseBackend('redis://h:1').name).toBe('redis')
  expect(chooseBackend('rediss://h').name).toBe('redis')
  expect(chooseBackend('postgres://u@h/d').name).toBe('postgres')
  expect(chooseBackend('postgresql://u@h/d').name).toBe('postgres')
})

it.each(['mysql://u:secret@h/d', 'u:secret@h', '', '://secret'])('%j is refused without repeating it', (url) => {
  let thrown: unknown
  try {
    chooseBackend(url)
  } catch (error) {
    thrown = error
  }
  expect(thrown).toBeInstanceOf(TypeError)
  expect(JSON.stringify(thrown, Object.getOwnPropertyNames(thrown))).not.toContain('secret')
})
