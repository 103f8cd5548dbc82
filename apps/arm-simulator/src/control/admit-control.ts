import { timingSafeEqual } from 'node:crypto'
import { isIPv4 } from 'node:net'
import type { Answer } from '../requests/call.ts'

/** Who may use the control paths, and under which names they can be reached. */
export interface ControlAccess {
  readonly token: string
  /** The name in the certificate beside this machine's own. */
  readonly publicName: string | undefined
}

interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly hasBody: boolean
}

/**
 * The refusal of a request to the simulator itself, or undefined where it may pass. A web page must not get through,
 * from the browser of whoever runs the simulator: it may point a name of its own at this machine, which the host shows;
 * it may send what needs no permission of ours, which the content type shows; and it does not know the token.
 */
export function refuseControl({ method, path, headers, hasBody }: Asked, access: ControlAccess): Answer | undefined {
  const host = nameIn(one(headers.host) ?? '')
  if (!isOwn(host) && host !== access.publicName?.toLowerCase())
    return refusal(421, 'HostNotAllowed', 'The simulator itself is asked under the names of this machine only.')
  // The first page says what this is, and nothing that is in it.
  if (path === '/') return undefined
  const [, token = ''] = /^bearer\s+(\S+)$/i.exec(one(headers.authorization) ?? '') ?? []
  if (!isSame(token, access.token)) {
    return {
      ...refusal(401, 'ControlTokenRequired', 'Send "Authorization: Bearer <control token>": who started it knows it.'),
      headers: { 'www-authenticate': 'Bearer realm="simulator"' },
    }
  }
  const [type] = (one(headers['content-type']) ?? '').toLowerCase().split(';')
  if (hasBody && method !== 'GET' && type?.trim() !== 'application/json')
    return refusal(415, 'UnsupportedMediaType', 'Send the header "content-type: application/json".')
  return undefined
}

function refusal(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } }
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

/** Without the port. Whatever is not written as hosts are is none. */
function nameIn(host: string): string {
  return /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:[0-9]{1,5})?$/i.exec(host)?.[1]?.toLowerCase() ?? ''
}

function isOwn(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || (isIPv4(name) && name.startsWith('127.'))
}

/** Takes the same time wherever they differ. */
function isSame(given: string, expected: string): boolean {
  const [first, second] = [Buffer.from(given), Buffer.from(expected)]
  return first.length === second.length && timingSafeEqual(first, second)
}
