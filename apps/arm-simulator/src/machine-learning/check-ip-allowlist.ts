import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { parseIpRange } from '../network/ip-range.ts'
import { badRequest } from './bad-request.ts'

/** The addresses that may reach a workspace: at most 200, IPv4. Source: how-to-configure-private-link.md. */
export function checkIpAllowlist(body: JsonObject): void {
  const asked = read.list(body, 'properties', 'ipAllowlist')
  if (asked.length > 200)
    throw badRequest('The ipAllowlist of a workspace has at most 200 entries.', 'properties.ipAllowlist')
  for (const item of asked) {
    const text = typeof item === 'string' ? item : JSON.stringify(item)
    if (parseIpRange(text.includes('/') ? text : `${text}/32`) === undefined)
      throw badRequest(`'${text}' in the ipAllowlist is no IPv4 address or range.`, 'properties.ipAllowlist')
  }
}
