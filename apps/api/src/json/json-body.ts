import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '../problems/refusal.ts'
import { JsonRefused } from './json-refused.ts'
import { readJson } from './read-json.ts'

// A byte that is not UTF-8 would otherwise become a replacement character in somebody's tag, without a word.
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Accepts bodies as JSON only: a second content type would be a second way around the schemas. */
export function acceptJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, bytes: Buffer) => {
      // Many clients name a content type on every DELETE, with nothing behind it.
      if (bytes.length === 0) return undefined
      const encoding = request.headers['content-encoding']
      if (encoding !== undefined && encoding !== 'identity') {
        throw new Refusal('unsupported-media-type', `The body is encoded as "${encoding}"; send it uncompressed.`)
      }
      const charset = /;\s*charset="?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8'
      if (!/^utf-?8$/i.test(charset))
        throw new Refusal('unsupported-media-type', `The body is encoded as "${charset}"; JSON is sent in UTF-8.`)
      return read(bytes)
    },
  )
}

function read(bytes: Buffer): unknown {
  try {
    return readJson(utf8.decode(bytes))
  } catch (error) {
    if (error instanceof JsonRefused) {
      const item = { code: 'invalid-json', pointer: error.pointer, detail: error.message }
      throw new Refusal('invalid-json', error.message, { errors: [item] })
    }
    if (error instanceof TypeError) throw new Refusal('invalid-json', 'The body is not encoded in UTF-8.')
    throw error
  }
}
