import { StepFailed } from '@palisade/contract'
import { expect, test } from 'vitest'
import { removal } from './support/drive.ts'
import { example, ids } from './support/examples.ts'
import { type Answer, scriptedAzure } from './support/scripted-azure.ts'

const routes = example(ids.routes)
const network = example(ids.network)
const adopted = { ...routes, adopts: true } as const
const standing = (tags: Record<string, string>): Answer => ({
  status: 200,
  body: { ...Object(routes.body), id: routes.id, name: routes.name, tags },
})

test('what exists and is not ours is taken over with its tags, where the request says so', async () => {
  const { gateway, sent } = await scriptedAzure(({ method, body }) =>
    method === 'PUT' ? { status: 200, body: Object(body) } : standing({ team: 'fraud' }),
  )
  expect(await gateway.begin(adopted, { resuming: false })).toMatchObject({ done: true })
  const { tags } = Object(routes.body)
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'PUT'])
  expect(sent[1]?.body).toMatchObject({ ...Object(routes.body), tags: { team: 'fraud', ...tags } })
})

test('what belongs to another workspace of ours is refused all the same', async () => {
  const { gateway, sent } = await scriptedAzure(() => standing({ 'Palisade-Workspace': 'ws-of-another' }))
  const error = await gateway.begin(adopted, { resuming: false }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(StepFailed)
  expect(error).toMatchObject({ code: 'not-ours', message: expect.stringContaining('ws-of-another') })
  expect(sent.every(({ method }) => method === 'GET')).toBe(true)
})

test('whoever resumes an adoption that was not sent yet sends it, and leaves one alone that was', async () => {
  const before = await scriptedAzure(({ method, body }) =>
    method === 'PUT' ? { status: 200, body: Object(body) } : standing({}),
  )
  await before.gateway.begin(adopted, { resuming: true })
  expect(before.sent.map(({ method }) => method)).toEqual(['GET', 'PUT'])

  const after = await scriptedAzure(() => standing({ ...Object(routes.body).tags, team: 'fraud' }))
  await after.gateway.begin(adopted, { resuming: true })
  expect(after.sent.map(({ method }) => method)).toEqual(['GET'])
})

test('an adopted network keeps its subnets', async () => {
  const subnets = [
    { id: `${network.id}/subnets/theirs`, name: 'theirs', properties: { addressPrefix: '10.40.9.0/24' } },
  ]
  const { properties } = Object(network.body)
  const { gateway, sent } = await scriptedAzure(({ method, body }) => ({
    status: 200,
    body:
      method === 'PUT' ? Object(body) : { ...Object(network.body), tags: {}, properties: { ...properties, subnets } },
  }))
  await gateway.begin({ ...network, adopts: true }, { resuming: false })
  expect(sent[1]).toMatchObject({ method: 'PUT', body: { properties: { subnets } } })
})

test('what was never taken over is not removed, also where the request adopts', async () => {
  const { gateway, sent } = await scriptedAzure(() => standing({ team: 'fraud' }))
  expect(await gateway.begin(removal(adopted), { resuming: false })).toMatchObject({
    done: true,
    note: expect.stringContaining('left alone'),
  })
  expect(sent.every(({ method }) => method === 'GET')).toBe(true)
})
