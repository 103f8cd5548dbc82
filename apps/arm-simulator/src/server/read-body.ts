import type { IncomingMessage } from 'node:http'
import { ArmError } from '../arm/arm-error.ts'

const limit = 4 * 1024 * 1024

/** The whole body of a request. ARM takes no more than 4 MB. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  let isTooLarge = false
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    // Read on to the end without keeping it: a client that still writes does not hear an answer.
    if (size > limit) isTooLarge = true
    else chunks.push(chunk)
    if (size > limit * 4) break
  }
  if (isTooLarge)
    throw new ArmError(
      413,
      'RequestEntityTooLarge',
      `The request content is larger than the maximum of ${limit} bytes.`,
    )
  return Buffer.concat(chunks)
}
