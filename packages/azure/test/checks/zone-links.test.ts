import { expect, test } from 'vitest'
import type { SubjectOf } from '../../src/checks/subject.ts'
import { checkOver, noAccess } from '../support/check-over.ts'

const network =
  '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-a'
const api = 'privatelink.api.azureml.ms'
const zoneId = (group: string, name: string) =>
  `/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/${group}/providers/Microsoft.Network/privateDnsZones/${name}`
const subject: SubjectOf<'zone-links'> = {
  check: 'zone-links',
  subscription: '11111111-1111-4111-8111-111111111111',
  virtualNetworkIds: [network],
  zones: [api],
}
const zones = 'GET /subscriptions/11111111-1111-4111-8111-111111111111/providers/Microsoft.Network/privateDnsZones'
const linkTo = (id: string) => ({ value: [{ name: 'l', properties: { virtualNetwork: { id } } }] })
const run = (script: Parameters<typeof checkOver>[1], workspaceId?: string) => checkOver(subject, script, workspaceId)

test('a zone of the same name linked to the network fails, with the way out', async () => {
  const { verdict, findings } = await run({
    [zones]: { value: [{ id: zoneId('rg-hub', api), name: api.toUpperCase() }] },
    'GET /virtualNetworkLinks': linkTo(network.toUpperCase()),
  })
  expect(verdict).toBe('fail')
  expect(findings).toMatchObject([
    {
      code: 'zones-overlap',
      message: expect.stringContaining('rg-hub'),
      remedy: expect.stringContaining('existingZones'),
    },
  ])
})

test('zones of other names, and links of other networks, pass', async () => {
  const { verdict, sent } = await run({
    [zones]: {
      value: [
        { id: zoneId('rg-hub', api), name: api },
        { id: zoneId('rg-hub', 'azureml.ms'), name: 'azureml.ms' },
      ],
    },
    'GET /virtualNetworkLinks': linkTo(`${network}-b`),
  })
  expect(verdict).toBe('pass')
  expect(sent, 'only links of zones of the name are asked for').toHaveLength(2)
})

test('a zone that an earlier job of the same workspace made is not in its way', async () => {
  const script = {
    [zones]: { value: [{ id: zoneId('rg-a', api), name: api, tags: { 'palisade-workspace': 'ws-1' } }] },
    'GET /virtualNetworkLinks': linkTo(network),
  }
  expect((await run(script, 'ws-1')).verdict).toBe('pass')
  expect((await run(script, 'ws-2')).verdict).toBe('fail')
})

test('zones that may not be listed are a warning', async () => {
  expect((await run({ [zones]: noAccess })).findings).toMatchObject([{ verdict: 'warn', code: 'azure-forbidden' }])
})
