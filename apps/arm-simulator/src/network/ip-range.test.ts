import { describe, expect, it } from 'vitest'
import { contains, overlaps, parseIpRange, usableAddresses } from './ip-range.ts'

const range = (text: string) => {
  const parsed = parseIpRange(text)
  if (parsed === undefined) throw new Error(text)
  return parsed
}

describe('ip ranges', () => {
  it.each(['10.0.0.1/24', '10.0.0.0/33', '256.0.0.0/8', '10.0.0.0', 'fd00::/64'])('%s is no range', (text) => {
    expect(parseIpRange(text)).toBeUndefined()
  })
  it('the smallest subnet has three addresses to give, because Azure keeps five', () => {
    expect([...usableAddresses(range('10.0.0.8/29'))]).toEqual(['10.0.0.12', '10.0.0.13', '10.0.0.14'])
  })
  it('neighbours do not overlap, and a part lies inside', () => {
    expect(overlaps(range('10.0.0.0/24'), range('10.0.1.0/24'))).toBe(false)
    expect(overlaps(range('10.0.0.0/16'), range('10.0.1.0/24'))).toBe(true)
    expect(contains(range('10.0.0.0/16'), range('10.0.1.0/24'))).toBe(true)
    expect(contains(range('10.0.1.0/24'), range('10.0.0.0/16'))).toBe(false)
  })
})
