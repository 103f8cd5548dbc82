import { type Simulator, startSimulator } from '@palisade/arm-simulator'
import { type Json, Retryable } from '@palisade/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { credentialFor, type Gateway, type GatewayResource, type Observation, openGateway } from '../src/index.ts'
import { kindOf } from '../src/kinds/kind-of.ts'
import { bringAbout, takeAway } from './support/drive.ts'
import { example, examples, ids, subscription } from './support/examples.ts'
import { resolved } from './support/resolved.ts'
import { scriptedAzure } from './support/scripted-azure.ts'

let simulator: Simulator
let gateway: Gateway
const made = new Map<string, GatewayResource>()

beforeAll(async () => {
  simulator = await startSimulator({ timeScale: 6000 })
  const { url, ca } = simulator
  gateway = openGateway({ endpoint: url, ca, credential: await credentialFor({ mode: 'simulator' }) })
  const outputs = new Map<string, Readonly<Record<string, string>>>()
  for (const one of examples) {
    const resource = resolved(one, outputs)
    outputs.set(one.id, (await bringAbout(gateway, resource)).outputs)
    made.set(one.id, resource)
  }
}, 120_000)
afterAll(() => simulator.close())

async function observe(resource: GatewayResource, over = gateway): Promise<Observation | undefined> {
  const progress = await over.begin({ ...resource, action: 'observe', body: null }, { resuming: false })
  return progress.done ? progress.observation : undefined
}

const cases = examples.map((resource) => [resource.id.split('/').slice(-2).join('/'), resource] as const)

describe('what was made is read back: it is there, whose it is, ready, and as it was declared', () => {
  test.each(cases)('%s', async (_, { id, kind }) => {
    const resource = made.get(id) ?? example(id)
    const observation = await observe(resource)
    const { type } = kindOf(kind)
    const owner = type.hasTags ? 'ours' : id === ids.role ? 'ours' : 'inherited'
    expect(observation).toMatchObject({ exists: true, owner, state: 'ready' })
    if (observation?.exists !== true) return
    expect(differences(resource.body, observation.body), JSON.stringify(observation.body)).toEqual([])
  })
})

test('what is gone is not there, whatever else is', async () => {
  await takeAway(gateway, example(ids.signIn))
  expect(await observe(example(ids.signIn))).toEqual({ exists: false })
})

test('what nobody of ours makes is foreign', async () => {
  expect(await observe(subscription)).toMatchObject({ exists: true, owner: 'foreign', body: { state: 'Enabled' } })
})

const routes = example(ids.routes)
const answering = async (body: Json) => (await scriptedAzure(() => ({ status: 200, body }))).gateway

test.each([
  [{ 'palisade-workspace': 'ws-of-another' }, 'foreign'],
  [{}, 'foreign'],
  [{ 'Palisade-Workspace': routes.workspaceId }, 'ours'],
])('with the tags %j it is %s', async (tags, owner) => {
  expect(await observe(routes, await answering({ tags, properties: {} }))).toMatchObject({ owner })
})

test.each([
  ['Succeeded', 'ready'],
  ['Updating', 'working'],
  ['Deleting', 'leaving'],
  ['Failed', 'failed'],
])('what Azure calls %s is %s', async (provisioningState, state) => {
  expect(await observe(routes, await answering({ properties: { provisioningState } }))).toMatchObject({ state })
})

test('the body is the one of Azure: not flattened, with what no SDK knows', async () => {
  const body = { tags: {}, properties: { routes: [{ properties: { newerThanTheSdk: true } }] } }
  expect(await observe(routes, await answering(body))).toMatchObject({ body })
})

test('a guest in what is not ours is ours by its name', async () => {
  const guest = { ...example(ids.subnet), isGuest: true } as const
  expect(await observe(guest, await answering({ properties: {} }))).toMatchObject({ owner: 'ours' })
})

test.each(['', '<html>', '[]', 'null', '{"properties":'])('of the answer %j nothing is believed', async (text) => {
  const { gateway } = await scriptedAzure(() => ({ status: 200, text }))
  await expect(observe(routes, gateway)).rejects.toThrow(Retryable)
})

test('one read, and nothing else', async () => {
  let body: Json = null
  const { gateway, sent } = await scriptedAzure(() => ({ status: 200, body }))
  for (const one of examples) {
    body = one.body
    expect(await observe(one, gateway)).toMatchObject({ exists: true })
  }
  expect(sent.map(({ method }) => method)).toEqual(examples.map(() => 'GET'))
})

/** Where something that was declared is not in what Azure answers. Azure compares names and ids without case. */
function differences(declared: Json, answered: Json | undefined, path = ''): string[] {
  if (Array.isArray(declared)) {
    const items = Array.isArray(answered) ? answered : []
    return declared.flatMap((item, index) =>
      items.some((each) => differences(item, each).length === 0) ? [] : [`${path}[${index}]`],
    )
  }
  if (typeof declared === 'object' && declared !== null) {
    const fields: Readonly<Record<string, Json>> = Object(answered)
    return Object.entries(declared).flatMap(([name, value]) => differences(value, fields[name], `${path}/${name}`))
  }
  return String(declared).toLowerCase() === String(answered).toLowerCase() ? [] : [path]
}
