import { contains, overlaps, parseIpRange } from '../ip-range.ts'
import type { Flow, Target } from './flow.ts'

/** Whether the destination of a rule means this target: a tag, a range, an address, or anything. */
export function coversTarget(prefix: string, to: Target): boolean {
  if (isAnything(prefix)) return true
  if ('address' in to) {
    const range = rangeOf(prefix)
    const address = parseIpRange(`${to.address}/32`)
    if (range !== undefined) return address !== undefined && contains(range, address)
    // Networks that are peered belong to the tag as well, so every private address here does.
    return prefix.toLowerCase() === 'virtualnetwork'
  }
  return coversTag(prefix, to)
}

/** A tag means itself and all its parts; `AzureCloud` is all of Azure, and `Internet` all that is not private. */
export function coversTag(prefix: string, { tag, region }: { tag: string; region: string }): boolean {
  const asked = prefix.toLowerCase()
  const wanted = tag.toLowerCase()
  if (asked === 'internet' || asked === 'azurecloud' || asked === `azurecloud.${region}`) return true
  // The part of a region is enough for what lies in that region.
  return asked === wanted || wanted.startsWith(`${asked}.`) || asked === `${wanted}.${region}`
}

/** Whether the source of a rule means a subnet. A refusal of some of its addresses counts, a permission of some does not. */
export function coversSource(prefix: string, { from }: Flow, isAllowed: boolean): boolean {
  if (isAnything(prefix) || prefix.toLowerCase() === 'virtualnetwork') return true
  const range = rangeOf(prefix)
  if (range === undefined) return false
  return isAllowed ? contains(range, from) : overlaps(range, from)
}

/** Whether `443`, `8000-9000` or `*` means a port. */
export function coversPort(range: string, port: number): boolean {
  if (range === '*') return true
  const [first = Number.NaN, last = first] = range.split('-').map(Number)
  return first <= port && port <= last
}

function isAnything(prefix: string): boolean {
  return prefix === '*' || prefix === '0.0.0.0/0' || prefix.toLowerCase() === 'any'
}

function rangeOf(prefix: string) {
  return parseIpRange(prefix.includes('/') ? prefix : `${prefix}/32`)
}
