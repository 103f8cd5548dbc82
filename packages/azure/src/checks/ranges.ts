import { isWithin } from '../kinds/is-within.ts'

/** Whether two IPv4 ranges have an address in common: then one lies in the other. An IPv6 range has none in common. */
export function overlap(one: string, other: string): boolean {
  if (one.includes(':') || other.includes(':')) return false
  return isWithin(one, [other]) || isWithin(other, [one])
}

/** How many addresses an IPv4 range has; none of an IPv6 one count. */
export function sizeOf(range: string): number {
  const [address = '', length = '32'] = range.split('/')
  return address.includes(':') ? 0 : 2 ** (32 - Number(length))
}
