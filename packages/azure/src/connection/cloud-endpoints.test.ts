import { cloudHosts } from '@palisade/facts'
import { expect, test } from 'vitest'
import { cloudEndpoints } from './cloud-endpoints.ts'
import { openConnection } from './connection.ts'
import { credentialFor } from './credential-for.ts'

test.each([
  ['AzurePublic', 'https://management.azure.com'],
  ['AzureGovernment', 'https://management.usgovcloudapi.net'],
  ['AzureChina', 'https://management.chinacloudapi.cn'],
] as const)('%s is asked at %s, with a token for nothing else', async (cloud, endpoint) => {
  const { clientOptions } = openConnection({ cloud, credential: await credentialFor({ mode: 'default', cloud }) })
  expect(clientOptions).toMatchObject({ endpoint, credentialScopes: [`${endpoint}/.default`] })
})

test('an endpoint that is given goes before that of the cloud', async () => {
  const endpoint = 'https://management.private.example'
  const credential = await credentialFor({ mode: 'default', endpoint })
  const { clientOptions } = openConnection({ cloud: 'AzureChina', endpoint, credential })
  expect(clientOptions.endpoint).toBe(endpoint)
})

// A token of one cloud is worth nothing in another: the request for it has to go to the cloud's own authority.
test('each cloud has an authority of its own', () => {
  const hosts = Object.values(cloudEndpoints).map(({ authorityHost }) => authorityHost)
  expect(new Set(hosts).size).toBe(Object.keys(cloudHosts).length)
})
