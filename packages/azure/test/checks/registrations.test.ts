import { Retryable } from '@palisade/contract'
import { expect, test } from 'vitest'
import type { SubjectOf } from '../../src/checks/subject.ts'
import { checkOver, checkWith, noAccess } from '../support/check-over.ts'
import { scriptedAzure } from '../support/scripted-azure.ts'

const subscription = '11111111-1111-1111-1111-111111111111'
const subject: SubjectOf<'registrations'> = {
  check: 'registrations',
  subscription,
  namespaces: ['Microsoft.Network', 'Microsoft.KeyVault'],
}
const state = (registrationState: string) => ({ namespace: 'x', registrationState })

test('a subscription that is registered with all of them passes', async () => {
  const { verdict, findings, sent } = await checkOver(subject, {
    'GET /providers/Microsoft.Network': state('Registered'),
    'GET /providers/Microsoft.KeyVault': state('Registered'),
  })
  expect({ verdict, findings }).toEqual({ verdict: 'pass', findings: [] })
  expect(sent).toHaveLength(2)
})

test('each one that is not registered fails, with the command that registers it', async () => {
  const { verdict, findings } = await checkOver(subject, {
    'GET /providers/Microsoft.Network': state('NotRegistered'),
    'GET /providers/Microsoft.KeyVault': state('Unregistered'),
  })
  expect(verdict).toBe('fail')
  expect(findings).toMatchObject([
    {
      verdict: 'fail',
      code: 'azure-not-registered',
      subject: 'Microsoft.Network',
      remedy: `Register it: az provider register --namespace Microsoft.Network --subscription ${subscription}`,
      actor: 'platform',
    },
    { verdict: 'fail', subject: 'Microsoft.KeyVault' },
  ])
})

test('one that is just being registered, and one that may not be seen, only warn', async () => {
  const { verdict, findings } = await checkOver(subject, {
    'GET /providers/Microsoft.Network': state('Registering'),
    'GET /providers/Microsoft.KeyVault': noAccess,
  })
  expect(verdict).toBe('warn')
  expect(findings).toMatchObject([
    { verdict: 'warn', subject: 'Microsoft.Network' },
    { verdict: 'warn', code: 'azure-forbidden', message: expect.stringContaining('could not be looked at: ') },
  ])
})

test('one that this cloud does not have fails', async () => {
  const { findings } = await checkOver(subject, {
    'GET /providers/Microsoft.Network': state('Registered'),
    'GET /providers/Microsoft.KeyVault': {
      status: 404,
      body: { error: { code: 'InvalidResourceNamespace', message: 'The resource namespace is invalid.' } },
    },
  })
  expect(findings).toMatchObject([
    { verdict: 'fail', subject: 'Microsoft.KeyVault', message: expect.stringContaining('does not offer') },
  ])
})

test('what waiting can cure is no finding: the check is tried again', async () => {
  const { gateway } = await scriptedAzure(({ path }) =>
    path.endsWith('Network')
      ? { status: 429, headers: { 'retry-after': '7' }, body: { error: { code: 'SubscriptionRequestsThrottled' } } }
      : { status: 200, body: state('Registered') },
  )
  const error = await checkWith(gateway, subject).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Retryable)
  expect(error).toMatchObject({ code: 'azure-throttled', retryAfterMs: 7_000 })
})
