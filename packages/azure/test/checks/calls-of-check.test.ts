import type { CheckSubject } from '@palisade/contract'
import { expect, test } from 'vitest'
import { callsOf } from '../../src/index.ts'
import { checkOver, type Script } from '../support/check-over.ts'
import { ids } from '../support/examples.ts'

const subscription = ids.subscription.split('/')[2] ?? ''
const named = (id: string, type: string) => ({ id, type, name: id.split('/').at(-1) ?? '', region: 'westeurope' })

const subjects: readonly [CheckSubject, Script][] = [
  [
    { check: 'registrations', subscription, namespaces: ['Microsoft.Network', 'Microsoft.Storage'] },
    { 'GET /': { registrationState: 'Registered' } },
  ],
  [
    {
      check: 'names',
      subscription,
      workspaceId: 'ws-1',
      resources: [
        named(ids.storage, 'Microsoft.Storage/storageAccounts'),
        named(ids.registry, 'Microsoft.ContainerRegistry/registries'),
        named(ids.network, 'Microsoft.Network/virtualNetworks'),
      ],
      onSoftDeleted: 'refuse',
      adopts: false,
    },
    { 'POST checkNameAvailability': { nameAvailable: true } },
  ],
  [{ check: 'locks', subscription, scopes: [ids.group] }, { 'GET /locks': { value: [] } }],
  [
    { check: 'policies', subscription, scope: ids.group, region: 'westeurope', resources: [] },
    { 'GET /policyAssignments': { value: [] } },
  ],
]

test.each(subjects)('as many calls are set aside as $check makes, give or take two', async (subject, script) => {
  const { sent } = await checkOver(subject, script)
  const made = { reads: sent.filter(({ method }) => method === 'GET').length, writes: sent.length }
  const body = JSON.parse(JSON.stringify(subject))
  const { reads = 0, writes } = callsOf({ action: 'check', handle: null, body })
  expect(Math.abs(reads - made.reads)).toBeLessThanOrEqual(2)
  expect(writes).toBe(made.writes - made.reads)
})
