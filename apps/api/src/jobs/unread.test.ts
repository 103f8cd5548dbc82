import { once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { givingUp } from './unread.ts'

async function* endless(seen: { returned: boolean }): AsyncGenerator<string> {
  try {
    for (;;) yield 'x'.repeat(1_000)
  } finally {
    seen.returned = true
  }
}

test('a stream that nobody reads is ended once its buffers are full, and so is what it comes from', async () => {
  const seen = { returned: false }
  const frames: Readable = Readable.from(
    givingUp(endless(seen), () => frames.destroy(), 20),
    { objectMode: false },
  )
  // Its own buffer takes some, and then nothing is fetched any more.
  frames.pipe(new PassThrough({ highWaterMark: 10 }))
  await once(frames, 'close')
  await expect.poll(() => seen.returned).toBe(true)
})

test('a stream that is read goes on for as long as it likes', async () => {
  const seen = { returned: false }
  let hasGivenUp = false
  let read = 0
  for await (const frame of givingUp(endless(seen), () => (hasGivenUp = true), 1_000)) {
    read += frame.length
    if (read > 1_000_000) break
  }
  expect(hasGivenUp).toBe(false)
  expect(seen.returned).toBe(true)
})
