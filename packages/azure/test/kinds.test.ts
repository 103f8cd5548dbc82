import { request } from 'node:https'
import { type Simulator, startSimulator } from '@palisade/arm-simulator'
import { StepFailed } from '@palisade/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AzureCall, credentialFor, type Gateway, type GatewayResource, openGateway } from '../src/index.ts'
import { kindOf } from '../src/kinds/kind-of.ts'
import { bringAbout, removal, takeAway } from './support/drive.ts'
import { amendments, examples, ids, provisioning, subscription } from './support/examples.ts'
import { resolved } from './support/resolved.ts'

let simulator: Simulator
let calls: AzureCall[] = []
/** What later resources need of earlier ones. */
const outputs = new Map<string, Readonly<Record<string, string>>>()

beforeAll(async () => {
  simulator = await startSimulator({ timeScale: 1200 })
})
afterAll(() => simulator.close())

/** A gateway as another process would open it: nothing is known of what was done before. */
async function freshGateway(): Promise<Gateway> {
  const { url, ca } = simulator
  const credential = await credentialFor({ mode: 'simulator' })
  return openGateway({ endpoint: url, ca, credential, onCall: (call) => calls.push(call) })
}

async function ask(path: string): Promise<{ items: Record<string, unknown>[] }> {
  const text = await new Promise<string>((resolve, reject) => {
    request(
      new URL(path, simulator.url),
      { ca: simulator.ca, headers: { authorization: `Bearer ${simulator.controlToken}` } },
      async (answer) => {
        resolve((await answer.toArray()).join(''))
      },
    )
      .on('error', reject)
      .end()
  })
  return JSON.parse(text)
}

async function inAzure(id: string): Promise<Record<string, unknown> | undefined> {
  const { items } = await ask('/_simulator/resources')
  return items.find((item) => String(item.id).toLowerCase() === id.toLowerCase())
}

async function idsOf(kind: string): Promise<string[]> {
  const { items } = await ask('/_simulator/resources')
  return items
    .filter(({ type }) => String(type).toLowerCase() === kind.toLowerCase())
    .map(({ id }) => String(id).toLowerCase())
}

const unseenWhileMade = new Set([
  'Microsoft.MachineLearningServices/workspaces/outboundRules',
  'Microsoft.Storage/storageAccounts',
])
const writes = () => calls.filter(({ method }) => method !== 'GET')
const accepted = () => writes().filter(({ status }) => status < 400)
const short = (resource: GatewayResource) => resource.id.split('/').slice(-2).join('/')
const cases = examples.map((resource) => [short(resource), resource] as const)
const tagged = cases.filter(([, { kind }]) => kindOf(kind).type.hasTags)
const backwards = [...cases].reverse()

describe('removing what was never made is fine', () => {
  test.each(backwards)('%s', async (_, resource) => {
    calls = []
    const gateway = await freshGateway()
    expect(await takeAway(gateway, resource)).toMatchObject({ done: true })
    expect(accepted().filter(({ status }) => status !== 204)).toEqual([])
  })
})

describe('making it twice leaves one, also when a process died in between', () => {
  test('subscription', async () => {
    const { outputs } = await bringAbout(await freshGateway(), subscription)
    expect(outputs.tenantId).toMatch(/^[0-9a-f-]{36}$/)
  })

  test.each(cases)('%s', async (_, example) => {
    const resource = resolved(example, outputs)
    // Azure makes some by itself, with others: the datastores of a workspace.
    const before = await idsOf(resource.kind)
    calls = []
    const first = await (await freshGateway()).begin(resource, { resuming: false })
    // The first process dies before it could write the handle down.
    const resumed = await bringAbout(await freshGateway(), resource, true)
    // Those that are not visible while they are made are written again, and refused as long as the first write goes on.
    // One that comes just after it writes the same once more.
    const [one, ...others] = accepted()
    const again = unseenWhileMade.has(resource.kind) ? others.filter(({ method }) => method !== 'PUT') : others
    expect([one, ...again], JSON.stringify(writes())).toHaveLength(resource.id === ids.key ? 2 : 1)
    expect(one).toBeDefined()
    const once = writes().length
    // The handle of the first process is good in another one, also after all is done.
    if (!first.done) {
      const polled = await (await freshGateway()).poll(resource, first.handle)
      expect(polled).toEqual({ done: true, outputs: resumed.outputs })
    }
    expect(Object.keys(resumed.outputs).sort()).toEqual([...kindOf(resource.kind).type.outputs].sort())
    expect(await inAzure(resource.id)).toBeDefined()
    outputs.set(resource.id, resumed.outputs)

    await bringAbout(await freshGateway(), resource, true)
    expect(writes()).toHaveLength(once)
    await bringAbout(await freshGateway(), resource)
    const added = (await idsOf(resource.kind)).filter((id) => !before.includes(id))
    expect(added).toEqual([resource.id.toLowerCase()])
  })
})

describe('an amendment changes what it says and nothing else', () => {
  test.each(amendments.map((resource) => [resource.kind, resource] as const))('%s', async (_, amendment) => {
    const before = JSON.parse(JSON.stringify(await inAzure(amendment.id)))
    await bringAbout(await freshGateway(), amendment)
    await bringAbout(await freshGateway(), amendment, true)
    const after = JSON.parse(JSON.stringify(await inAzure(amendment.id)))
    expect(after.body.properties).toMatchObject(Object(amendment.body).properties)
    expect(Object.keys(after.body.properties)).toEqual(expect.arrayContaining(Object.keys(before.body.properties)))
    expect(after.body.tags).toEqual(before.body.tags)
    expect(after.body.properties.subnets?.length).toBe(before.body.properties.subnets?.length)
  })
})

test('the managed network is built once, and a handle of another process finishes it', async () => {
  calls = []
  const begun = await (await freshGateway()).begin(provisioning, { resuming: false })
  if (begun.done) throw new Error('it cannot be done')
  await expect
    .poll(async () => (await freshGateway()).poll(provisioning, begun.handle), { timeout: 20_000 })
    .toEqual({
      done: true,
      outputs: outputs.get(ids.managedWorkspace),
    })
  await bringAbout(await freshGateway(), provisioning, true)
  expect(writes().map(({ method }) => method)).toEqual(['POST'])
})

describe('what belongs to another workspace is refused, and left alone', () => {
  const foreign = (resource: GatewayResource) => ({ ...resource, workspaceId: 'ws-00000002' })

  test.each(tagged)('%s', async (_, resource) => {
    const gateway = await freshGateway()
    calls = []
    if (resource.id === ids.group) {
      const { outputs } = await bringAbout(gateway, foreign(resource))
      expect(outputs).toEqual({ preexisting: 'true' })
    } else {
      const error = await gateway.begin(foreign(resource), { resuming: true }).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(StepFailed)
      expect(error).toMatchObject({ code: 'not-ours' })
    }
    expect(await gateway.begin(removal(foreign(resource)), { resuming: false })).toMatchObject({
      done: true,
      note: expect.stringContaining('alone'),
    })
    expect(writes()).toEqual([])
    expect(await inAzure(resource.id)).toBeDefined()
  })
})

test('the resource group is kept while it holds something', async () => {
  const [group] = examples
  if (group === undefined) throw new Error('No example')
  expect(await takeAway(await freshGateway(), group)).toMatchObject({ note: expect.stringContaining('still holds') })
  expect(await inAzure(group.id)).toBeDefined()
})

describe('removing it twice is fine, also when a process died in between', () => {
  test.each(backwards)('%s', async (_, resource) => {
    calls = []
    const first = await (await freshGateway()).begin(removal(resource), { resuming: false })
    // Either it is done, or it goes on: the handle is understood elsewhere.
    if (!first.done) await (await freshGateway()).poll(removal(resource), first.handle)
    await takeAway(await freshGateway(), resource)
    expect(await inAzure(resource.id)).toBeUndefined()
    calls = []
    expect(await takeAway(await freshGateway(), resource)).toMatchObject({ done: true })
    expect(await inAzure(resource.id)).toBeUndefined()
  })

  test('and then nothing is left', async () => {
    expect((await ask('/_simulator/resources')).items).toEqual([])
  })
})
