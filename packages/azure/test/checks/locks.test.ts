import { expect, test } from 'vitest'
import type { SubjectOf } from '../../src/checks/subject.ts'
import { checkOver, noAccess } from '../support/check-over.ts'

const group = '/subscriptions/s/resourceGroups/rg-a'
const network = `${group}/providers/Microsoft.Network/virtualNetworks/vnet-a`
const asked = '/providers/Microsoft.Authorization/locks'
const subject: SubjectOf<'locks'> = { check: 'locks', subscription: 's', scopes: [group, network] }
const lock = (scope: string, level: string, notes?: string) => ({
  id: `${scope}${asked}/keep`,
  name: 'keep',
  properties: { level, ...(notes === undefined ? {} : { notes }) },
})

test('no lock at or above passes, whatever is locked elsewhere', async () => {
  const { verdict, sent } = await checkOver(subject, {
    [`GET /subscriptions/s${asked}`]: {
      value: [lock('/subscriptions/s/resourceGroups/rg-ab', 'ReadOnly'), lock(`${network}-b`, 'ReadOnly')],
    },
  })
  expect(verdict).toBe('pass')
  expect(sent).toHaveLength(1)
})

test('a read-only lock above fails, one against deletion at the resource warns, and both are told', async () => {
  const { verdict, findings } = await checkOver(
    { ...subject, scopes: [network] },
    {
      [`GET /subscriptions/s${asked}`]: {
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
    { ...subject, scopes: [...subject.scopes, '/subscriptions/s/resourceGroups/rg-new'] },
    {
      [`GET /subscriptions/s${asked}`]: noAccess,
      [`GET ${group}${asked}`]: { value: [lock(network, 'ReadOnly')] },
    },
  )
  expect(verdict).toBe('fail')
  expect(findings).toMatchObject([
    { verdict: 'warn', subject: '/subscriptions/s', message: expect.stringContaining('could not be looked at') },
    { verdict: 'fail', subject: network },
  ])
})

test('scopes of another subscription are asked for there', async () => {
  const hub = '/subscriptions/hub/resourceGroups/rg-hub'
  const { findings } = await checkOver(
    { ...subject, scopes: [group, hub] },
    {
      [`GET /subscriptions/s${asked}`]: { value: [] },
      [`GET /subscriptions/hub${asked}`]: { value: [lock('/subscriptions/hub', 'CanNotDelete')] },
    },
  )
  expect(findings).toMatchObject([{ verdict: 'warn', subject: '/subscriptions/hub' }])
})
