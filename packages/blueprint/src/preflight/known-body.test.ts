import { expect, test } from 'vitest'
import { knownBody } from './known-body.ts'

const reference = (of: string, name: string) => ({ $output: { of, name } })
const idOf = (key: string) => (key === 'network/hub' ? '/hub' : undefined)

test('ids are known before anything exists, and what only Azure can give is left out', () => {
  const body = {
    id: reference('network/hub', 'id'),
    address: reference('firewall', 'privateIp'),
    list: [reference('firewall', 'privateIp'), '10.0.0.4', { inner: reference('network/hub', 'id') }],
    none: null,
  }
  expect(knownBody(body, idOf)).toEqual({ id: '/hub', list: ['10.0.0.4', { inner: '/hub' }], none: null })
})
