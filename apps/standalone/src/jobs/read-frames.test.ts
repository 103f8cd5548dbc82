import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { readFrames } from './read-frames.ts'

const stream =
  'retry: 3000\n\nid: 1\nevent: job.queued\ndata: {"a":"x: ü"}\n\n: still here\n\nevent: done\ndata: {}\n\n'

it.each([1, 7, 1_000])('reads the same frames from chunks of %i bytes', async (size) => {
  const bytes = new TextEncoder().encode(stream)
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  )
  expect(await Array.fromAsync(readFrames(Readable.from(chunks)))).toEqual([
    { event: 'job.queued', data: '{"a":"x: ü"}' },
    { event: 'done', data: '{}' },
  ])
})
