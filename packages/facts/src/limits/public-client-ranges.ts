import type { ForbiddenRange } from './forbidden-ranges.ts'

/**
 * Which ranges a firewall of storage takes for clients on the internet: IPv4, public, and as a range no longer than /30;
 * a single address is written without a prefix. Source: "Guidelines and limitations for the Azure Storage firewall",
 * which names those of RFC 1918. The others are in IANA's registry of special-purpose addresses: nobody comes from them
 * over the internet.
 */
export const publicClientRanges: { readonly longestPrefix: number; readonly refused: readonly ForbiddenRange[] } = {
  longestPrefix: 30,
  refused: [
    { cidr: '10.0.0.0/8', why: 'private networks (RFC 1918)' },
    { cidr: '172.16.0.0/12', why: 'private networks (RFC 1918)' },
    { cidr: '192.168.0.0/16', why: 'private networks (RFC 1918)' },
    { cidr: '0.0.0.0/8', why: 'the own network' },
    { cidr: '100.64.0.0/10', why: 'the inside of providers (RFC 6598)' },
    { cidr: '127.0.0.0/8', why: 'loopback' },
    { cidr: '169.254.0.0/16', why: 'link-local' },
    { cidr: '224.0.0.0/4', why: 'multicast' },
    { cidr: '240.0.0.0/4', why: 'future use and broadcast' },
  ],
}
