import { Address4 } from 'ip-address'

/** A range of IPv4 addresses in CIDR form. */
export interface Ipv4Range {
  /** The first address as a number. */
  readonly first: number
  /** The last address as a number. */
  readonly last: number
  /** 0 to 32. */
  readonly prefix: number
}

/** The range that holds the address, or `undefined` where the text is not an IPv4 CIDR. Host bits are dropped. */
export function parseRange(cidr: string): Ipv4Range | undefined {
  if (!cidr.includes('/') || !Address4.isValid(cidr)) return undefined
  const parsed = new Address4(cidr)
  return rangeAt(Number(parsed.startAddress().bigInt()), parsed.subnetMask)
}

export function rangeAt(first: number, prefix: number): Ipv4Range {
  return { first, last: first + sizeOf(prefix) - 1, prefix }
}

/** How many addresses a range with this prefix has. */
export function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix)
}

/** The longest prefix of a range with at least so many addresses. */
export function prefixFor(addresses: number): number {
  return 32 - Math.ceil(Math.log2(addresses))
}

export function formatRange(range: Ipv4Range): string {
  return `${formatAddress(range.first)}/${range.prefix}`
}

export function formatAddress(address: number): string {
  return Address4.fromBigInt(BigInt(address)).correctForm()
}

export function overlaps(one: Ipv4Range, other: Ipv4Range): boolean {
  return one.first <= other.last && other.first <= one.last
}

export function contains(outer: Ipv4Range, inner: Ipv4Range): boolean {
  return outer.first <= inner.first && inner.last <= outer.last
}
