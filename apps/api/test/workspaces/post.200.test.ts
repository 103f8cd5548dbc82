import { expect, test } from 'vitest'
import { testApiForFile, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

test('a dry run shows what would be made and writes nothing', async () => {
  const { body } = await api.request.post('/v1/workspaces?dryRun=true').send(validRequest()).expect(200)
  expect(body).toHaveProperty('summary')
  expect(api.woken).toEqual([])
  const list = await api.request.get('/v1/workspaces').expect(200)
  expect(list.body.items).toEqual([])
})

test('a dry run refuses what the request itself would be refused for', async () => {
  const request = validRequest({ network: { addressSpace: '10.40.0.0/30' } })
  const { body } = await api.request.post('/v1/workspaces?dryRun=true').send(request).expect(422)
  expect(body.code).toBe('address-space-too-small')
})

test('dryRun=false is no dry run, and a misspelt dryrun is refused instead of building a workspace', async () => {
  await api.request.post('/v1/workspaces?dryRun=false').send(validRequest()).expect(202)
  const { body } = await api.request.post('/v1/workspaces?dryrun=true').send(validRequest()).expect(400)
  expect(body.detail).toBe('The parameter "dryrun" is not known. Did you mean "dryRun"?')
})
