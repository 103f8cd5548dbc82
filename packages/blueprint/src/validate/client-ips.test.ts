import type { WorkspaceRequest } from '@palisade/contract'
import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { inHybrid, inPrivate } from '../../test/requests.ts'
import { validateRequest } from './validate-request.ts'

const from = (...clientIps: string[]): WorkspaceRequest => ({ ...inHybrid, access: { clientIps } })

test.each([
  ['10.1.2.3', 'client-ip-not-public'],
  ['172.31.0.0/24', 'client-ip-not-public'],
  ['192.168.0.0/16', 'client-ip-not-public'],
  ['100.64.0.1', 'client-ip-not-public'],
  ['127.0.0.1', 'client-ip-not-public'],
  ['169.254.1.1', 'client-ip-not-public'],
  ['224.0.0.1', 'client-ip-not-public'],
  ['0.0.0.0/0', 'client-ip-not-public'],
  ['203.0.113.4/31', 'client-ip-range'],
  ['203.0.113.4/32', 'client-ip-range'],
  ['12.0.0.0/7', 'client-ip-range'],
  ['203.0.113.256', 'invalid-value'],
  ['203.0.113.0/33', 'invalid-value'],
  ['203.0.113.5/28', 'invalid-value'],
])('%s: %s', (written, code) => {
  expect(codesAt(from('203.0.113.7', written))).toEqual([`${code} /access/clientIps/1`])
})

test('a range that is too short to be one says which addresses to write', () => {
  expect(validateRequest(from('203.0.113.5/31'))[0]?.detail).toContain('203.0.113.4 and 203.0.113.5')
})

test('public addresses and ranges are accepted', () => {
  expect(codesAt(from('203.0.113.7', '203.0.113.0/30', '198.51.100.0/24', '12.0.0.0/8'))).toEqual([])
  expect(codesAt({ ...inPrivate, access: { public: true, clientIps: ['203.0.113.7'] } })).toEqual([])
})

test('nobody comes over the internet to a closed workspace', () => {
  expect(codesAt({ ...inPrivate, access: { clientIps: ['203.0.113.7'] } })).toEqual([
    'client-ips-need-public-access /access/clientIps',
  ])
})

test('Azure takes a limited number', () => {
  const many = Array.from({ length: 201 }, (_, index) => `203.0.${Math.floor(index / 100)}.${index % 100}`)
  expect(codesAt(from(...many))).toEqual(['invalid-value /access/clientIps'])
})
