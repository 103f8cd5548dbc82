import type { Json } from '@palisade/contract'
import { describe, expect, test } from 'vitest'
import { kinds } from '../src/kinds/kind-of.ts'
import { amendments, examples, ids, provisioning } from './support/examples.ts'
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
    const { gateway, sent } = await scriptedAzure(({ method, path }) =>
      method === 'GET' ? { status: 200, headers: { etag: '"1"' }, body: standing(path) } : { status: 500 },
    )
    await expect(gateway.begin(resource, { resuming: false })).rejects.toThrow()
    const write = sent.find(({ method }) => method !== 'GET')
    expect(write?.body).toMatchObject(Object(resource.body))
    if (write?.method === 'PATCH') expect(write.body).toEqual(resource.body)
    if (resource.id === ids.network) {
      expect(write?.headers['if-match']).toBe('"1"')
      expect(write?.body).toMatchObject({
        tags: { 'palisade-workspace': resource.workspaceId },
        properties: {
          addressSpace: { addressPrefixes: ['10.40.0.0/20'] },
          subnets: [{ name: 'training', properties: { addressPrefix: '10.40.1.0/24', defaultOutboundAccess: false } }],
        },
      })
    }
    if (resource.id === ids.defaultDatastore) {
      expect(write?.method).toBe('PUT')
      expect(write?.body).toMatchObject({
        properties: { containerName: 'azureml-blobstore-1', credentials: { credentialsType: 'None' } },
      })
    }
  })

  test('the addresses that may reach a workspace are sent in a version that knows them', async () => {
    const { gateway, sent } = await scriptedAzure(({ method, path }) =>
      method === 'GET' ? { status: 200, body: standing(path) } : { status: 500 },
    )
    const [resource] = amendments.filter(({ id }) => id === ids.managedWorkspace)
    if (resource === undefined) throw new Error('No example')
    await expect(gateway.begin(resource, { resuming: false })).rejects.toThrow()
    const write = sent.find(({ method }) => method === 'PATCH')
    expect(Number(write?.apiVersion?.slice(0, 4))).toBeGreaterThanOrEqual(2025)
  })

  test.each([
    ['Inactive', ['GET', 'POST']],
    ['Active', ['GET']],
  ] as const)('a managed network that is %s is built by an action, once', async (status, methods) => {
    const { gateway, sent } = await scriptedAzure(({ method, path }) =>
      method === 'GET'
        ? { status: 200, body: standing(path, { managedNetwork: { status: { status } } }) }
        : { status: 500 },
    )
    await gateway.begin(provisioning, { resuming: false }).catch(() => undefined)
    expect(sent.map(({ method }) => method)).toEqual(methods)
    for (const post of sent.filter(({ method }) => method === 'POST')) {
      expect(post.path).toBe(`${ids.managedWorkspace}/provisionManagedNetwork`)
      expect(post.body).toEqual({ includeSpark: false })
    }
  })

  /** What stands at an address: as an example made it, or as Azure did. */
  function standing(path: string, more: Readonly<Record<string, Json>> = {}): Json {
    const body = Object(examples.find(({ id }) => id === path)?.body)
    return {
      ...body,
      id: path,
      etag: '"1"',
      properties: { ...body.properties, ...(madeByAzure.get(path) ?? {}), ...more, provisioningState: 'Succeeded' },
    }
  }
})

/** Properties that nobody sent. */
const madeByAzure: ReadonlyMap<string, Readonly<Record<string, Json>>> = new Map([
  [
    ids.network,
    {
      subnets: [
        {
          id: `${ids.network}/subnets/training`,
          name: 'training',
          etag: '"1"',
          properties: { addressPrefix: '10.40.1.0/24', defaultOutboundAccess: false, provisioningState: 'Succeeded' },
        },
      ],
    },
  ],
  [
    ids.defaultDatastore,
    {
      datastoreType: 'AzureBlob',
      accountName: 'stexample0001',
      containerName: 'azureml-blobstore-1',
      credentials: { credentialsType: 'None' },
      serviceDataAccessAuthIdentity: 'None',
    },
  ],
])

test('each kind has an example', () => {
  const shown = new Set([...examples, ...amendments].map(({ kind }) => kind))
  expect(kinds.map(({ type }) => type.type).filter((type) => !shown.has(type))).toEqual([
    'Microsoft.Resources/subscriptions',
  ])
})
