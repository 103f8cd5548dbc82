/** A range of IPv4 addresses in CIDR notation. */
export interface IpRange {
  readonly first: number
  readonly size: number
  readonly prefix: number
}

/** Reads `10.0.0.0/24`; anything else, also host bits that are set, is no range. */
export function parseIpRange(text: string): IpRange | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text)
  if (match === null) return undefined
  const numbers = match.slice(1).map(Number)
  const prefix = numbers.pop() ?? 0
  if (prefix > 32 || numbers.some((part) => part > 255)) return undefined
  const first = numbers.reduce((sum, part) => sum * 256 + part, 0)
  const size = 2 ** (32 - prefix)
  return first % size === 0 ? { first, size, prefix } : undefined
}

export function contains(outer: IpRange, inner: IpRange): boolean {
  return inner.first >= outer.first && inner.first + inner.size <= outer.first + outer.size
}

export function overlaps(a: IpRange, b: IpRange): boolean {
  return a.first < b.first + b.size && b.first < a.first + a.size
}

export function formatIp(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.')
}

/** The addresses a subnet has to give: Azure keeps the first four and the last. */
export function* usableAddresses(range: IpRange): Generator<string> {
  for (let offset = 4; offset < range.size - 1; offset += 1) yield formatIp(range.first + offset)
}
