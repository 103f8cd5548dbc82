import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Room } from './room.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

async function isWaiting(room: Room): Promise<boolean> {
  let hasReturned = false
  void room.returns().then(() => {
    hasReturned = true
  })
  await vi.advanceTimersByTimeAsync(0)
  return !hasReturned
}

test('a worker that is not full is asked without a wait', async () => {
  expect(await isWaiting(new Room())).toBe(false)
})

test('a full worker is asked again after a second, and not before', async () => {
  const room = new Room()
  room.close()
  await vi.advanceTimersByTimeAsync(900)
  // Said again: this does not make the wait longer, or a busy worker would never be asked.
  room.close()
  expect([room.isFull, await isWaiting(room)]).toEqual([true, true])
  await vi.advanceTimersByTimeAsync(100)
  expect([room.isFull, await isWaiting(room)]).toEqual([false, false])
})

test('a full worker that resumes is asked at once, and an older pause does not end a newer one', async () => {
  const room = new Room()
  room.close()
  await vi.advanceTimersByTimeAsync(500)
  room.open()
  expect([room.isFull, await isWaiting(room)]).toEqual([false, false])
  room.close()
  await vi.advanceTimersByTimeAsync(999)
  expect(room.isFull).toBe(true)
})
