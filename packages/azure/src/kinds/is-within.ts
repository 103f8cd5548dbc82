import { BlockList } from 'node:net'

/** Whether all of an IPv4 range lies in one of others. A range is written 10.0.0.0/16. */
export function isWithin(range: string, others: readonly string[]): boolean {
  const { address, length } = parts(range)
  return others.some((other) => {
    const outer = parts(other)
    // An IPv6 range holds no IPv4 one.
    if (outer.address.includes(':') || outer.length > length) return false
    const list = new BlockList()
    list.addSubnet(outer.address, outer.length)
    return list.check(address)
  })
}

function parts(range: string): { address: string; length: number } {
  const [address = '', length = '32'] = range.split('/')
  return { address, length: Number(length) }
}
