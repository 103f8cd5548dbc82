import { expect, test } from 'vitest'
import type { SubjectOf } from '../../src/checks/subject.ts'
import { checkOver, noAccess } from '../support/check-over.ts'

const group = '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-a'
const network = `${group}/providers/Microsoft.Network/virtualNetworks/vnet-a`
const asked = '/providers/Microsoft.Authorization/locks'
const subject: SubjectOf<'locks'> = {
  check: 'locks',
  subscription: '11111111-1111-4111-8111-111111111111',
  scopes: [group, network],
}
const lock = (scope: string, level: string, notes?: string) => ({
  id: `${scope}${asked}/keep`,
  name: 'keep',
  properties: { level, ...(notes === undefined ? {} : { notes }) },
})

test('no lock at or above passes, whatever is locked elsewhere', async () => {
  const { verdict, sent } = await checkOver(subject, {
    [`GET /subscriptions/11111111-1111-4111-8111-111111111111${asked}`]: {
      value: [
        lock('/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-ab', 'ReadOnly'),
        lock(`${network}-b`, 'ReadOnly'),
      ],
    },
  })
  expect(verdict).toBe('pass')
  expect(sent).toHaveLength(1)
})

test('a read-only lock above fails, one against deletion at the resource warns, and both are told', async () => {
  const { verdict, findings } = await checkOver(
    { ...subject, scopes: [network] },
    {
      [`GET /subscriptions/11111111-1111-4111-8111-111111111111${asked}`]: {
        value: [lock(group.toUpperCase(), 'ReadOnly', 'audit 2026'), lock(network, 'CanNotDelete')],
      },
    },
  )
  expect(verdict).toBe('fail')
  expect(findings).toMatchObject([
    {
      verdict: 'fail',
      code: 'azure-locked',
      subject: group.toUpperCase(),
      message: expect.stringContaining('audit 2026'),
    },
    {
      verdict: 'warn',
      code: 'azure-locked',
      subject: network,
      message: expect.stringContaining('shrinking a cluster'),
    },
  ])
})

test('who may not list those of the subscription is told so, and the groups are looked at', async () => {
  const { verdict, findings } = await checkOver(
    {
      ...subject,
      scopes: [...subject.scopes, '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-new'],
    },
    {
      [`GET /subscriptions/11111111-1111-4111-8111-111111111111${asked}`]: noAccess,
      [`GET ${group}${asked}`]: { value: [lock(network, 'ReadOnly')] },
    },
  )
  expect(verdict).toBe('fail')
  expect(findings).toMatchObject([
    {
      verdict: 'warn',
      subject: '/subscriptions/11111111-1111-4111-8111-111111111111',
      message: expect.stringContaining('could not be looked at'),
    },
    { verdict: 'fail', subject: network },
  ])
})

test('scopes of another subscription are asked for there', async () => {
  const hub = '/subscriptions/44444444-4444-4444-8444-444444444444/resourceGroups/rg-hub'
  const { findings } = await checkOver(
    { ...subject, scopes: [group, hub] },
    {
      [`GET /subscriptions/11111111-1111-4111-8111-111111111111${asked}`]: { value: [] },
      [`GET /subscriptions/44444444-4444-4444-8444-444444444444${asked}`]: {
        value: [lock('/subscriptions/44444444-4444-4444-8444-444444444444', 'CanNotDelete')],
      },
    },
  )
  expect(findings).toMatchObject([{ verdict: 'warn', subject: '/subscriptions/44444444-4444-4444-8444-444444444444' }])
})
