import type { ErrorCode, ProblemItem } from '@palisade/contract'
import { type ForbiddenRange, forbiddenRanges } from '@palisade/facts'
import { formatRange, type Ipv4Range, overlaps, parseRange } from '../address-plan/ipv4-range.ts'
import { problem } from './problem.ts'

/** Whether what is written is a range, and begins at its first address. */
export function rangeProblems(written: string, pointer: string, code: ErrorCode): ProblemItem[] {
  const range = parseRange(written)
  if (range === undefined) {
    return [
      problem(
        code,
        pointer,
        `"${written}" is not an IPv4 range: write four numbers of 0 to 255 without leading zeros and a prefix length of at most 32, as in 10.40.0.0/20.`,
      ),
    ]
  }
  if (written === formatRange(range)) return []
  return [
    problem(
      code,
      pointer,
      `"${written}" does not begin at the first address of its range: write ${formatRange(range)}.`,
    ),
  ]
}

/** Whether what is written is an address. */
export function addressProblems(written: string, pointer: string): ProblemItem[] {
  if (parseAddress(written) !== undefined) return []
  return [
    problem(
      'invalid-value',
      pointer,
      `"${written}" is not an IPv4 address: write four numbers of 0 to 255 without leading zeros, as in 10.40.0.4.`,
    ),
  ]
}

/** An address as the range that holds nothing else. */
export function parseAddress(written: string): Ipv4Range | undefined {
  return parseRange(`${written}/32`)
}

/** Whether a part of a network lies where none may. */
export function forbiddenProblems(
  range: Ipv4Range,
  pointer: string,
  forbidden: readonly ForbiddenRange[] = forbiddenRanges,
): ProblemItem[] {
  return overlapping(range, forbidden).map(({ cidr, why }) =>
    problem(
      'address-space-forbidden',
      pointer,
      `${formatRange(range)} overlaps ${cidr}, which is reserved for ${why}: choose another private range, for example inside 10.0.0.0/8.`,
    ),
  )
}

/** Those of the listed ranges that have an address in common with the range. */
export function overlapping<Listed extends { readonly cidr: string }>(
  range: Ipv4Range,
  listed: readonly Listed[],
): Listed[] {
  return listed.filter(({ cidr }) => {
    const other = parseRange(cidr)
    return other !== undefined && overlaps(range, other)
  })
}
