import { Refusal } from '../problems/refusal.ts'

/**
 * Reads the header Idempotency-Key, bare or in double quotes: 16 to 255 visible ASCII characters.
 * Undefined where there is none. Throws the refusal of one that cannot be used.
 */
export function idempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header
  if (/^[\x21-\x7e]{16,255}$/.test(key)) return key
  throw new Refusal('idempotency-key-invalid', `The idempotency key has ${key.length} characters or holds a space.`)
}
