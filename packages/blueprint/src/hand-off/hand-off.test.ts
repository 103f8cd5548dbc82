import { expect, test } from 'vitest'
import { inExisting, inPrivate, instance } from '../../test/requests.ts'
import { blueprintOf } from '../blueprint-of.ts'
import { handOff } from './hand-off.ts'

const workspace = { id: 'ws_0123456789' }
const guid = 'd2eac5f7-19d8-4a81-9c87-8f4516cd3771'
const api = `${guid}.workspace.westeurope.api.azureml.ms`
const notebooks = `ml-mlw-fraud-detection-westeurope-${guid}.westeurope.notebooks.azure.net`

/** What the endpoint of the workspace has given. */
const outputs = new Map([
  [
    'endpoints/workspace',
    {
      id: '/x',
      hostRecords: JSON.stringify([
        { host: api, addresses: ['10.40.0.72'] },
        { host: notebooks, addresses: ['10.40.0.73'] },
      ]),
    },
  ],
])

test('each name of an endpoint is handed over with its address and the zone that it belongs to', () => {
  const { hostRecords } = handOff(blueprintOf(inPrivate, workspace), outputs)
  expect(hostRecords).toEqual([
    { host: api, addresses: ['10.40.0.72'], zone: 'privatelink.api.azureml.ms' },
    { host: notebooks, addresses: ['10.40.0.73'], zone: 'privatelink.notebooks.azure.net' },
  ])
})

test('the name of a compute instance leads to the endpoint of the workspace', () => {
  const request = { ...inPrivate, compute: { instances: [instance] } }
  expect(handOff(blueprintOf(request, workspace), outputs).hostRecords).toContainEqual({
    host: 'ana-dev.westeurope.instances.azureml.ms',
    addresses: ['10.40.0.72'],
    zone: null,
  })
})

test('nothing is handed over that we set up ourselves', () => {
  expect(handOff(blueprintOf(inPrivate, workspace), new Map())).toEqual({
    egressRules: [],
    routes: [],
    hostRecords: [],
  })
})

test('a firewall of somebody else gets every rule that ours would have, with the range that traffic comes from', () => {
  const egress = { mode: 'appliance', nextHop: '10.200.0.4', allow: ['python'] } as const
  const { egressRules } = handOff(
    blueprintOf({ ...inPrivate, egress: { ...egress, allow: ['python'] } }, workspace),
    new Map(),
  )
  expect(egressRules).toContainEqual({
    name: 'azure-ml/AllowBatch',
    kind: 'serviceTag',
    destinations: ['BatchNodeManagement.westeurope'],
    protocol: 'Any',
    ports: ['443'],
    sources: ['10.40.8.0/21'],
    why: expect.any(String),
  })
  expect(egressRules).toContainEqual(
    expect.objectContaining({
      name: 'requested/python',
      kind: 'host',
      destinations: expect.arrayContaining(['pypi.org']),
    }),
  )
})

test('the owner of a subnet is told its routes', () => {
  const request = { ...inExisting, egress: { mode: 'appliance' as const, nextHop: '10.200.0.4' } }
  expect(handOff(blueprintOf(request, workspace), new Map()).routes).toEqual([
    { name: 'default', destination: '0.0.0.0/0', nextHop: '10.200.0.4' },
  ])
})
