import { ArmError } from '../arm/arm-error.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Call } from './call.ts'

/** As many items are in a page when nobody wants fewer: so many has the list of all resources of a subscription. */
export const usualPage = 1_000

/** The page of a list that a call asks for, and where the next one is. Source: "List Operations" of the resource provider contract. */
export function pageOf(call: Call, items: readonly JsonObject[]): JsonObject {
  const size = Math.min(sizeAsked(call), call.pageSize)
  const start = startOf(call, items)
  const value = items.slice(start, start + size)
  if (start + size >= items.length) return { value }
  const query = new URLSearchParams(call.query)
  query.delete('$skiptoken')
  query.set('$skipToken', tokenOf(value.at(-1) ?? {}, start + size))
  return { value, nextLink: `${call.origin}${encodeURI(call.path)}?${query.toString()}` }
}

function sizeAsked(call: Call): number {
  const asked = call.query.get('$top')
  if (asked === null) return call.pageSize
  const size = Number(asked)
  if (Number.isInteger(size) && size > 0) return size
  throw new ArmError(400, 'InvalidFilterInQueryString', `Invalid $top '${asked}' specified in the query string.`)
}

/** After the item that was the last one; should that be gone by now, after as many as there were before it. */
function startOf(call: Call, items: readonly JsonObject[]): number {
  const token = call.query.get('$skipToken') ?? call.query.get('$skiptoken')
  if (token === null) return 0
  const [, count, last] = /^(\d+) (.*)$/.exec(Buffer.from(token, 'base64url').toString('utf8')) ?? []
  if (count === undefined || last === undefined)
    throw new ArmError(400, 'InvalidSkipToken', `The skip token '${token}' is invalid.`)
  const at = items.findIndex((item) => read.text(item, 'id')?.toLowerCase() === last)
  return at === -1 ? Number(count) : at + 1
}

function tokenOf(last: JsonObject, count: number): string {
  return Buffer.from(`${count} ${read.text(last, 'id')?.toLowerCase() ?? ''}`).toString('base64url')
}
