/** One frame of a stream of Server-Sent Events. */
export interface Frame {
  readonly event: string
  readonly data: string
}

/** Cuts a stream of Server-Sent Events into frames. Comments are left out. */
export async function* readFrames(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    const frames = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n\n')
    rest = frames.pop() ?? ''
    for (const frame of frames) {
      const fields = new Map(
        frame.split('\n').map((line) => [line.split(': ', 1)[0], line.slice(line.indexOf(': ') + 2)]),
      )
      const event = fields.get('event')
      const data = fields.get('data')
      if (event !== undefined && data !== undefined) yield { event, data }
    }
  }
}
