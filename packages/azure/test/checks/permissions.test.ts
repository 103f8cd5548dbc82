import { expect, test } from 'vitest'
import type { SubjectOf } from '../../src/checks/subject.ts'
import { checkOver, noAccess } from '../support/check-over.ts'

const subscription = '/subscriptions/11111111-1111-4111-8111-111111111111'
const group = `${subscription}/resourceGroups/rg-a`
const subnet = `${group}/providers/Microsoft.Network/virtualNetworks/vnet-a/subnets/training`
const asked = '/providers/Microsoft.Authorization/permissions'
const needs = (scope: string, ...actions: string[]): SubjectOf<'permissions'> => ({
  check: 'permissions',
  subscription: '11111111-1111-4111-8111-111111111111',
  needs: [{ scope, actions }],
})
const allowing = (...actions: string[]) => ({ value: [{ actions, notActions: [], dataActions: [] }] })

const join = 'Microsoft.Network/virtualNetworks/subnets/join/action'
const assign = 'Microsoft.Authorization/roleAssignments/write'

test('a role with a wildcard allows what it covers', async () => {
  const { verdict, sent } = await checkOver(needs(subnet, join), {
    [`GET ${subnet}${asked}`]: allowing('microsoft.network/*/JOIN/action'),
  })
  expect(verdict).toBe('pass')
  expect(sent).toHaveLength(1)
})

test('every action that is missing is listed', async () => {
  const { verdict, findings } = await checkOver(needs(group, join, assign, 'Microsoft.Storage/storageAccounts/write'), {
    [`GET ${group}${asked}`]: allowing('Microsoft.Storage/*'),
  })
  expect(verdict).toBe('fail')
  expect(findings).toMatchObject([{ code: 'azure-forbidden', subject: group }])
  expect(findings[0]?.message).toContain(`${join}, ${assign}`)
  expect(findings[0]?.message).not.toContain('storageAccounts')
})

test('what a role takes out of its own actions is missing, unless another role gives it', async () => {
  const contributor = { actions: ['*'], notActions: ['Microsoft.Authorization/*/write'] }
  const without = await checkOver(needs(group, assign), { [`GET ${group}${asked}`]: { value: [contributor] } })
  expect(without.verdict).toBe('fail')
  const withBoth = await checkOver(needs(group, assign), {
    [`GET ${group}${asked}`]: { value: [contributor, { actions: [assign], notActions: [] }] },
  })
  expect(withBoth.verdict).toBe('pass')
})

test('a scope that does not exist yet has the roles of the nearest one above it', async () => {
  const { verdict, sent } = await checkOver(needs(subnet, join), {
    [`GET ${subscription}${asked}`]: allowing('*'),
  })
  expect(verdict).toBe('pass')
  expect(sent.map(({ path }) => path)).toEqual([
    `${subnet}${asked}`,
    `${subnet.replace('/subnets/training', '')}${asked}`,
    `${group}${asked}`,
    `${subscription}${asked}`,
  ])
})

test('a scope is asked once, however many needs lead to it', async () => {
  const subject: SubjectOf<'permissions'> = {
    check: 'permissions',
    subscription: '11111111-1111-4111-8111-111111111111',
    needs: [
      { scope: group, actions: [join] },
      {
        scope: group
          .toUpperCase()
          .replace(
            '/SUBSCRIPTIONS/11111111-1111-4111-8111-111111111111',
            '/subscriptions/11111111-1111-4111-8111-111111111111',
          ),
        actions: [assign],
      },
    ],
  }
  const { verdict, sent } = await checkOver(subject, { [`GET ${asked}`]: allowing('*') })
  expect(verdict).toBe('pass')
  expect(sent).toHaveLength(1)
})

test('permissions on several pages are read to the end', async () => {
  const next = `https://127.0.0.1:1${group}${asked}?api-version=2022-04-01&$skipToken=2`
  const { verdict } = await checkOver(needs(group, join), {
    [`GET ${group}${asked}`]: ({ query }) => ({
      status: 200,
      body: query.$skipToken === '2' ? allowing(join) : { value: [], nextLink: next },
    }),
  })
  expect(verdict).toBe('pass')
})

test('permissions that may not be read are a warning', async () => {
  const { verdict, findings } = await checkOver(needs(group, join), { [`GET ${group}${asked}`]: noAccess })
  expect(verdict).toBe('warn')
  expect(findings).toMatchObject([{ subject: group, message: expect.stringContaining('could not be looked at') }])
})
