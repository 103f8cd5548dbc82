import { expect, test } from 'vitest'
import { example, ids } from './support/examples.ts'
import { type Answer, endpoint, scriptedAzure } from './support/scripted-azure.ts'

const missing: Answer = { status: 404, body: { error: { code: 'ResourceNotFound', message: 'none' } } }
const asked = { properties: { serviceEndpoints: [{ service: 'Microsoft.Storage' as const }] } }
const adjustment = { ...example(ids.hostsSubnet), action: 'adjust', body: asked } as const

test('a change of what others use is refused by Azure when they have changed it meanwhile, and tried again', async () => {
  const properties = {
    addressPrefix: '10.40.3.0/24',
    delegations: [{ name: 'd', properties: { serviceName: 'Microsoft.Web/serverFarms' } }],
    serviceEndpoints: [{ service: 'Microsoft.Sql', locations: ['westeurope'] }],
  }
  const { gateway, sent } = await scriptedAzure(({ method }) =>
    method === 'GET'
      ? { status: 200, body: { id: ids.hostsSubnet, name: 'hosts', etag: 'W/"7"', properties } }
      : { status: 412, body: { error: { code: 'PreconditionFailed', message: 'changed' } } },
  )
  await expect(gateway.begin(adjustment, { resuming: false })).rejects.toMatchObject({ code: 'azure-busy' })
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'PUT'])
  expect(sent[1]).toMatchObject({
    headers: { 'if-match': 'W/"7"' },
    body: {
      properties: {
        ...properties,
        serviceEndpoints: [...properties.serviceEndpoints, { service: 'Microsoft.Storage' }],
      },
    },
  })
})

test('a change that Azure has forgotten is begun again, because the resource cannot tell', async () => {
  const url = `${endpoint}/subscriptions/x/providers/Microsoft.Network/locations/westeurope/operations/1?api-version=1`
  const { gateway } = await scriptedAzure(({ method, path }) => {
    if (path.includes('/operations/')) return missing
    const body = { id: ids.hostsSubnet, properties: { addressPrefix: '10.40.3.0/24', provisioningState: 'Updating' } }
    return { status: 200, headers: method === 'PUT' ? { 'azure-asyncoperation': url } : {}, body }
  })
  const begun = await gateway.begin(adjustment, { resuming: false })
  if (begun.done) throw new Error('it cannot be done')
  await expect(gateway.poll(adjustment, begun.handle)).rejects.toMatchObject({ code: 'azure-busy' })
})

test('what is awaited is waited for until it is ready', async () => {
  let provisioningState = 'Updating'
  const { gateway } = await scriptedAzure(() => ({ status: 200, body: { properties: { provisioningState } } }))
  const awaited = { ...example(ids.zoneGroup), action: 'await', body: null } as const
  await expect(gateway.begin(awaited, { resuming: false })).rejects.toMatchObject({ code: 'azure-not-ready' })
  provisioningState = 'Succeeded'
  expect(await gateway.begin(awaited, { resuming: false })).toEqual({ done: true, outputs: {} })
})
