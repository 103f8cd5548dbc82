import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import { type Arm, armOf } from './arm.ts'
import { subscription } from './clients.ts'
import { Clock } from './clock.ts'

const clock = new Clock()
let simulator: Simulator
let arm: Arm
beforeAll(async () => {
  simulator = await startSimulator({ now: clock.now, throttling: 'documented' })
  arm = armOf(simulator, undefined, clock)
})
afterAll(() => simulator.close())

const group = (name: string, of = subscription): string => `/subscriptions/${of}/resourceGroups/${name}`

it('after 200 writes the next is refused until the bucket has filled again; reads have a bucket of their own', async () => {
  const answers = await Promise.all(
    Array.from({ length: 230 }, (_, index) => arm.put(group(`rg-${index}`), { location: 'westeurope' })),
  )
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(30)
  expect(refused[0]?.body).toMatchObject({ error: { code: 'SubscriptionRequestsThrottled' } })
  expect(refused[0]?.headers['retry-after']).toBe('1')
  // It fills by ten a second.
  expect(refused[0]?.headers['retry-after-ms']).toBe('100')
  clock.pass(99)
  expect((await arm.put(group('rg-late'), { location: 'westeurope' })).status).toBe(429)
  clock.pass(1)
  expect((await arm.put(group('rg-late'), { location: 'westeurope' })).status).toBe(201)

  const read = await arm.get(group('rg-0'))
  expect(read.status).toBe(200)
  expect(read.headers['x-ms-ratelimit-remaining-subscription-reads']).toBe('249')
  expect(Number(read.headers['x-ms-ratelimit-remaining-subscription-global-reads'])).toBe(3_749)
})

it('a refused write has no effect', async () => {
  const listed = await arm.get(`/subscriptions/${subscription}/resourceGroups`)
  const names = (listed.body as { value: { name: string }[] }).value.map(({ name }) => name)
  expect(names).toHaveLength(201)
  const ledger = await arm.get('/_simulator/ledger?after=0')
  const items = (ledger.body as { items: { status: number; effect: string }[] }).items
  expect(items.filter(({ status }) => status === 429).every(({ effect }) => effect === 'none')).toBe(true)
})

it('another subscription is not concerned', async () => {
  const other = '99999999-1111-2222-3333-444444444444'
  const made = await arm.put(group('rg', other), { location: 'westeurope' })
  expect(made.status).toBe(201)
  expect(made.headers['x-ms-ratelimit-remaining-subscription-writes']).toBe('199')
})
