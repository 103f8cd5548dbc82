import fc from 'fast-check'

/** A range of IPv4 addresses: its first address as a number, and its prefix. */
export interface Range {
  readonly first: number
  readonly prefix: number
}

const sizeOf = (prefix: number) => 2 ** (32 - prefix)

export function written({ first, prefix }: Range): string {
  return `${[24, 16, 8, 0].map((bits) => Math.floor(first / 2 ** bits) % 256).join('.')}/${prefix}`
}

/** The longest prefix of a range that holds so many addresses and the five that Azure keeps. */
export const prefixFor = (addresses: number) => 32 - Math.ceil(Math.log2(addresses + 5))

export const partOf = ({ first, prefix }: Range, part: number, longer: number): Range => ({
  first: first + part * sizeOf(prefix + longer),
  prefix: prefix + longer,
})

const block = (a: number, b: number, prefix: number): Range => ({ first: a * 2 ** 24 + b * 2 ** 16, prefix })

/** Where networks are made. None of these touches a range that Azure, Azure ML or AKS keeps, nor `elsewhere`. */
export const blocks = fc.constantFrom(
  block(10, 0, 8),
  block(10, 0, 8),
  block(172, 20, 14),
  block(192, 168, 16),
  block(100, 64, 10),
  block(20, 0, 8),
)

/** What is outside of every block: services of a cluster, and the addresses of appliances and DNS servers. */
export const elsewhere = { services: '172.28.0.0/16', appliance: '172.29.0.4', dnsServers: '172.29.1' } as const

/** What AKS takes for its services where a request says nothing. */
const defaultServices: Range = block(10, 0, 16)

export function isApartFromDefaultServices(range: Range): boolean {
  return (
    range.first > defaultServices.first + sizeOf(defaultServices.prefix) - 1 ||
    range.first + sizeOf(range.prefix) - 1 < defaultServices.first
  )
}

/** A range of `prefix` or, where that is too small or too large, of the next prefix that is not, anywhere in the block. */
export function rangeIn(
  block: Range,
  wanted: { readonly prefix: number; readonly place: number },
  longest: number,
): Range {
  const prefix = Math.max(block.prefix, Math.min(wanted.prefix, longest))
  return { first: block.first + (wanted.place % 2 ** (prefix - block.prefix)) * sizeOf(prefix), prefix }
}

/** How large a range somebody would like, and where. */
export const wish = fc.record({ prefix: fc.integer({ min: 8, max: 29 }), place: fc.nat() })
