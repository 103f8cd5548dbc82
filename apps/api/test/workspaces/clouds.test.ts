import { expect, test } from 'vitest'
import { testApiForOneTest, validRequest } from '../support/test-api.ts'

test.each([
  ['AzurePublic', 'westeurope', 'https://ml.azure.com/'],
  ['AzureGovernment', 'usgovvirginia', 'https://ml.azure.us/'],
  ['AzureChina', 'chinanorth3', 'https://studio.ml.azure.cn/'],
] as const)('in %s a workspace is shown in the studio of that cloud', async (cloud, region, studio) => {
  const api = await testApiForOneTest({ cloud })
  const { body } = await api.request.post('/v1/workspaces').send(validRequest({ region })).expect(202)
  expect(body.workspace.azure.portal.startsWith(studio)).toBe(true)
  const list = await api.request.get('/v1/workspaces').expect(200)
  expect(list.body.items[0].azure).toEqual(body.workspace.azure)
})

test('a region of another cloud is refused, also in a preview', async () => {
  const api = await testApiForOneTest({ cloud: 'AzureChina' })
  for (const path of ['/v1/workspaces', '/v1/workspaces?dryRun=true']) {
    const { body } = await api.request.post(path).send(validRequest()).expect(422)
    expect(body.errors).toContainEqual(expect.objectContaining({ code: 'region-other-cloud', pointer: '/region' }))
  }
})
