import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import { read } from '../src/json/read.ts'
import { type Arm, armOf, bodies, group, location, net } from './arm.ts'
import { clientsOf, subscription } from './clients.ts'

const scope = `/subscriptions/${subscription}`

let simulator: Simulator
let arm: Arm
beforeAll(async () => {
  simulator = await startSimulator({ timeScale: 1e6, pageSize: 3 })
  arm = armOf(simulator)
})
afterEach(() => arm.post('/_simulator/reset'))
afterAll(() => simulator.close())

const namesIn = (body: Parameters<typeof read.list>[0]) =>
  read.list(body, 'value').map((item) => read.text(item, 'name'))

it('a long list comes in pages, and the official client reads them all', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  await Promise.all(names.map((name) => arm.put(`${scope}/resourceGroups/${name}`, { location })))
  const first = await arm.get(`${scope}/resourceGroups`)
  expect(namesIn(first.body)).toEqual(['a', 'b', 'c'])
  const { resources: client } = clientsOf(simulator)
  const all = await Array.fromAsync(client.resourceGroups.list())
  expect(all.map(({ name }) => name)).toEqual(names)
  expect(namesIn((await arm.get(`${scope}/resourceGroups?$top=2`)).body)).toEqual(['a', 'b'])
  expect((await arm.get(`${scope}/resourceGroups?$skipToken=nothing`)).code).toBe('InvalidSkipToken')
})

it('what goes between two pages does not take others with it', async () => {
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => arm.put(`${scope}/resourceGroups/${name}`, { location })))
  const first = await arm.get(`${scope}/resourceGroups`)
  await arm.take(`${scope}/resourceGroups/a`)
  const next = await arm.send('GET', read.text(first.body, 'nextLink') ?? '')
  expect(namesIn(next.body)).toEqual(['d', 'e'])
  expect(next.body.nextLink).toBeUndefined()
})

it('resources and groups are found by their tags', async () => {
  await arm.put(group, { location, tags: { owner: 'me' } })
  await arm.put(`${scope}/resourceGroups/other`, { location })
  await arm.make(`${net}/virtualNetworks/tagged`, { ...bodies.network(), tags: { owner: 'me' } })
  await arm.make(`${net}/virtualNetworks/plain`, bodies.network())
  const filter = encodeURIComponent("tagName eq 'Owner' and tagValue eq 'me'")
  expect(namesIn((await arm.get(`${scope}/resources?$filter=${filter}`)).body)).toEqual(['tagged'])
  expect(namesIn((await arm.get(`${scope}/resourceGroups?$filter=${filter}`)).body)).toEqual(['rg'])
})

it('tags are changed without the rest of a resource', async () => {
  await arm.put(group, { location })
  const network = `${net}/virtualNetworks/vnet`
  await arm.make(network, { ...bodies.network(), tags: { a: '1', b: '2' } })
  const tags = `${network}/providers/Microsoft.Resources/tags/default`
  const patch = (operation: string, changed: Record<string, string>) =>
    arm.patch(tags, { operation, properties: { tags: changed } })
  await patch('Merge', { b: '3', c: '4' })
  await patch('Delete', { a: '1', c: 'another' })
  expect(read.object((await arm.get(network)).body, 'tags')).toEqual({ b: '3', c: '4' })
  expect((await patch('Swap', {})).status).toBe(400)
  await arm.delete(tags)
  expect(read.object((await arm.get(tags)).body, 'properties', 'tags')).toEqual({})
})

it('more tags than a resource may have are refused, and names that none may have', async () => {
  const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`tag${index}`, 'x']))
  expect((await arm.put(group, { location, tags: many })).status).toBe(400)
  expect((await arm.put(group, { location, tags: { 'a/b': 'x' } })).code).toBe('InvalidTagNameCharacters')
  expect((await arm.get(group)).status).toBe(404)
})

it('deleted Log Analytics workspaces are listed by group', async () => {
  await arm.put(group, { location })
  const logs = `${group}/providers/Microsoft.OperationalInsights/workspaces/mylogs`
  await arm.make(logs, { location, properties: {} })
  await arm.take(logs)
  const inGroup = await arm.get(`${group}/providers/Microsoft.OperationalInsights/deletedWorkspaces`)
  expect(namesIn(inGroup.body)).toEqual(['mylogs'])
  const inAll = await arm.get(`${scope}/providers/Microsoft.OperationalInsights/deletedWorkspaces`)
  expect(namesIn(inAll.body)).toEqual(['mylogs'])
})
