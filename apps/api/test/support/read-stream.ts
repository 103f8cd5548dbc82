/** One Server-Sent Event as a client reads it. */
export interface Frame {
  readonly id: string | undefined
  readonly event: string | undefined
  readonly data: string | undefined
  readonly retry: string | undefined
  readonly isComment: boolean
}

/** Opens a stream the way a program does, and gives its frames one by one until it ends. */
export async function openStream(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ response: Response; frames: AsyncGenerator<Frame>; leave: () => void }> {
  const leave = new AbortController()
  const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: leave.signal })
  return { response, frames: framesOf(response), leave: () => leave.abort() }
}

async function* framesOf(response: Response): AsyncGenerator<Frame> {
  if (response.body === null) return
  let rest = ''
  for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + part).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) yield frameOf(block)
  }
}

function frameOf(block: string): Frame {
  const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1]
  return {
    id: field('id'),
    event: field('event'),
    data: field('data'),
    retry: field('retry'),
    isComment: block.startsWith(':'),
  }
}
