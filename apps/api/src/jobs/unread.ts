/** A client that takes nothing for this long, while something waits for it, is gone, in milliseconds. */
const patienceMs = 30_000

/**
 * The same frames, and `giveUp` when the next one is not fetched in time: then the buffers between here and the client
 * are full, and it does not read. Buffers are bounded, but a client could hold thousands of them.
 */
export async function* givingUp<Frame>(
  frames: AsyncIterable<Frame>,
  giveUp: () => void,
  waitMs = patienceMs,
): AsyncGenerator<Frame> {
  for await (const frame of frames) {
    const timer = setTimeout(giveUp, waitMs)
    try {
      yield frame
    } finally {
      clearTimeout(timer)
    }
  }
}
