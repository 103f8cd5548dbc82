import { type CheckSubject, checkKind, StepFailed, stepActions } from '@palisade/contract'
import { expect, test } from 'vitest'
import type { GatewayResource } from '../src/index.ts'
import { example, ids } from './support/examples.ts'
import { scriptedAzure } from './support/scripted-azure.ts'

const subscription = ids.subscription.split('/')[2] ?? ''
const id = `${ids.group}/providers/Microsoft.Network/routeTables/../../../rg-of-another`
const region = '../westeurope'

const subjects: readonly CheckSubject[] = [
  { check: 'registrations', subscription: '..', namespaces: ['Microsoft.Network'] },
  { check: 'registrations', subscription, namespaces: ['..'] },
  { check: 'permissions', subscription, needs: [{ scope: id, actions: ['a/b/read'] }] },
  { check: 'locks', subscription, scopes: [id] },
  { check: 'policies', subscription, scope: id, region: 'westeurope', resources: [] },
  ...[
    { type: 'Microsoft.KeyVault/vaults', id, name: 'kv', region: 'westeurope' },
    { type: 'Microsoft.KeyVault/vaults', id: ids.vault, name: '..', region: 'westeurope' },
    { type: 'Microsoft.KeyVault/vaults', id: ids.vault, name: 'kv', region },
  ].map((named) => ({
    check: 'names' as const,
    subscription,
    workspaceId: 'ws-1',
    resources: [named],
    onSoftDeleted: 'refuse' as const,
    adopts: false,
  })),
  {
    check: 'quota',
    subscription,
    region,
    clusters: [],
    instances: [],
    deployments: [],
    virtualMachines: [],
    networkResources: [{ type: 'Microsoft.Network/virtualNetworks', count: 1 }],
  },
  { check: 'existing-network', subscription, virtualNetworkId: id, subnets: [], ranges: [], isHub: false },
  {
    check: 'existing-network',
    subscription,
    virtualNetworkId: ids.network,
    subnets: [{ id, purpose: 'training', addresses: 1, hasPublicNodes: false }],
    ranges: [],
    isHub: false,
  },
  { check: 'zone-links', subscription, virtualNetworkIds: [id], zones: [] },
]

async function thrownAndSent(resource: Partial<GatewayResource>) {
  const { gateway, sent } = await scriptedAzure(() => ({ status: 200, body: { value: [] } }))
  const step = { ...example(ids.routes), ...resource }
  const error = await gateway.begin(step, { resuming: false }).catch((thrown: unknown) => thrown)
  return { error, sent }
}

test.each(stepActions.filter((action) => action !== 'check'))(
  'nothing is sent to %s an id that leads elsewhere',
  async (action) => {
    const { error, sent } = await thrownAndSent({ action, id })
    expect(error).toBeInstanceOf(StepFailed)
    expect(error).toMatchObject({ code: 'fault' })
    expect(sent).toEqual([])
  },
)

test('nor to poll it', async () => {
  const { gateway, sent } = await scriptedAzure(() => ({ status: 200, body: {} }))
  const polled = gateway.poll({ ...example(ids.routes), id }, '{"way":"look"}')
  await expect(polled).rejects.toMatchObject({ code: 'fault' })
  expect(sent).toEqual([])
})

test.each(subjects)('nor by the check $check', async (subject) => {
  const body = JSON.parse(JSON.stringify(subject))
  const { error, sent } = await thrownAndSent({ action: 'check', kind: checkKind, body })
  expect(error).toMatchObject({ code: 'fault' })
  expect(sent).toEqual([])
})
