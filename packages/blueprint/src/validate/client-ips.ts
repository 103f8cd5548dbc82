import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { mostStorageIpRules, mostWorkspaceIps, publicClientRanges } from '@palisade/facts'
import { formatRange, parseRange, sizeOf } from '../address-plan/ipv4-range.ts'
import { choicesOf } from '../choices.ts'
import { problem } from './problem.ts'
import { overlapping } from './ranges.ts'

const pointer = '/access/clientIps'

/**
 * The shortest prefix of a range. Azure says none; ours, because a range that is larger than any one organization's has
 * a typing error in it, and would open the storage to strangers.
 */
const shortestPrefix = 8

/** Whether clients are named by addresses that Azure's firewalls take. */
export function clientIpProblems(request: WorkspaceRequest): ProblemItem[] {
  const { clientIps, isWorkspacePublic } = choicesOf(request)
  if (clientIps.length === 0) return []
  const most = Math.min(mostWorkspaceIps, mostStorageIpRules)
  return [
    ...(isWorkspacePublic
      ? []
      : [
          problem(
            'client-ips-need-public-access',
            pointer,
            'The workspace is closed to the internet, so no client comes from there: set access.public, or remove the addresses.',
          ),
        ]),
    ...(clientIps.length > most
      ? [problem('invalid-value', pointer, `Azure takes at most ${most} addresses and ranges: join some to ranges.`)]
      : []),
    ...clientIps.flatMap((written, index) => oneProblem(written, `${pointer}/${index}`)),
  ]
}

function oneProblem(written: string, at: string): ProblemItem[] {
  const isRange = written.includes('/')
  const range = parseRange(isRange ? written : `${written}/32`)
  if (range === undefined) {
    return [
      problem(
        'invalid-value',
        at,
        `"${written}" is not an IPv4 address or range: write four numbers of 0 to 255 without leading zeros.`,
      ),
    ]
  }
  const { longestPrefix, refused } = publicClientRanges
  const [notPublic] = overlapping(range, refused)
  if (notPublic !== undefined) {
    return [
      problem(
        'client-ip-not-public',
        at,
        `"${written}" is in ${notPublic.cidr}, which is for ${notPublic.why}: write the public address by which the client appears on the internet.`,
      ),
    ]
  }
  if (!isRange) return []
  if (range.prefix > longestPrefix) {
    const addresses = Array.from({ length: sizeOf(range.prefix) }, (_, index) => {
      const first = range.first + index
      return formatRange({ first, last: first, prefix: 32 }).replace('/32', '')
    })
    return [
      problem(
        'client-ip-range',
        at,
        `Azure takes no range of /${range.prefix}: write ${addresses.join(' and ')} instead of "${written}".`,
      ),
    ]
  }
  if (range.prefix < shortestPrefix) {
    return [problem('client-ip-range', at, `"${written}" is too large: name ranges of at most a /${shortestPrefix}.`)]
  }
  if (written !== formatRange(range)) {
    return [
      problem('invalid-value', at, `"${written}" does not begin at its first address: write ${formatRange(range)}.`),
    ]
  }
  return []
}
