import type { Json } from '@palisade/contract'
import { describe, expect, test } from 'vitest'
import { kinds } from '../src/kinds/kind-of.ts'
import { amendments, examples } from './support/examples.ts'
import { scriptedAzure } from './support/scripted-azure.ts'

// An SDK's serializer drops what its API version does not know, without a word. Of a workspace that is to be closed,
// that is how one stays open.
describe('what goes over the wire is the body, property by property', () => {
  test.each(examples.map((each) => [each.id.split('/').slice(-2).join('/'), each] as const))(
    '%s',
    async (_, resource) => {
      const { gateway, sent } = await scriptedAzure(({ method }) =>
        method === 'PUT'
          ? { status: 500 }
          : { status: 404, body: { error: { code: 'ResourceNotFound', message: 'none' } } },
      )
      await expect(gateway.begin(resource, { resuming: false })).rejects.toThrow()
      const put = sent.find(({ method }) => method === 'PUT')
      expect(put?.body).toEqual(resource.body)
      expect(put?.path.toLowerCase()).toBe(resource.id.toLowerCase())
      expect(put?.headers['x-ms-client-request-id']).toMatch(/^[0-9a-f-]{36}$/)
      expect(put?.headers['user-agent']).toMatch(/^palisade\/\d/)
    },
  )
})

describe('an amendment sends what it amends', () => {
  test.each(amendments.map((each) => [each.kind, each] as const))('%s', async (_, resource) => {
    const { gateway, sent } = await scriptedAzure(({ method }) =>
      method === 'GET' ? { status: 200, headers: { etag: '"1"' }, body: standing(resource.id) } : { status: 500 },
    )
    await expect(gateway.begin(resource, { resuming: false })).rejects.toThrow()
    const write = sent.find(({ method }) => method !== 'GET')
    expect(write?.body).toMatchObject(Object(resource.body))
    if (write?.method === 'PUT') {
      expect(write.headers['if-match']).toBe('"1"')
      expect(write.body).toMatchObject({
        tags: { 'palisade-workspace': resource.workspaceId },
        properties: {
          addressSpace: { addressPrefixes: ['10.40.0.0/20'] },
          subnets: [{ name: 'training', properties: { addressPrefix: '10.40.1.0/24', defaultOutboundAccess: false } }],
        },
      })
    } else expect(write?.body).toEqual(resource.body)
  })

  function standing(id: string): Json {
    const made = examples.find((each) => each.id === id)
    const body = Object(made?.body)
    return {
      ...body,
      id,
      etag: '"1"',
      properties: {
        ...body.properties,
        provisioningState: 'Succeeded',
        ...(id.includes('virtualNetworks')
          ? {
              subnets: [
                {
                  id: `${id}/subnets/training`,
                  name: 'training',
                  etag: '"1"',
                  properties: {
                    addressPrefix: '10.40.1.0/24',
                    defaultOutboundAccess: false,
                    provisioningState: 'Succeeded',
                  },
                },
              ],
            }
          : {}),
      },
    }
  }
})

test('each kind has an example', () => {
  const shown = new Set([...examples, ...amendments].map(({ kind }) => kind))
  expect(kinds.map(({ type }) => type.type).filter((type) => !shown.has(type))).toEqual([
    'Microsoft.Resources/subscriptions',
  ])
})
