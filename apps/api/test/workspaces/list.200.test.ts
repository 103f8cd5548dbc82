import type { WorkspaceList } from '@palisade/contract'
import { expect, test } from 'vitest'
import { testApiForFile, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

test('pages lead through all workspaces, newest first, also when some are added meanwhile', async () => {
  const made: string[] = []
  const make = async () => {
    const { body } = await api.request.post('/v1/workspaces').send(validRequest()).expect(202)
    made.unshift(body.workspace.id)
  }
  for (let count = 0; count < 5; count++) await make()
  const expected = [...made]

  const seen: string[] = []
  let link: string | null = '/v1/workspaces?limit=2'
  while (link !== null) {
    const { body }: { body: WorkspaceList } = await api.request.get(link).expect(200)
    seen.push(...body.items.map((item) => item.id))
    link = body.nextLink
    await make()
  }
  expect(seen).toEqual(expected)
})

test('the last page says that it is the last', async () => {
  const { body } = await api.request.get('/v1/workspaces?limit=100').expect(200)
  expect(body).toMatchObject({ nextCursor: null, nextLink: null })
  expect(body.items[0]).not.toHaveProperty('jobs')
})
