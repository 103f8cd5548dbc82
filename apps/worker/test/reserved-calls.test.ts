import { Retryable, StepFailed } from '@palisade/contract'
import { findJob } from '@palisade/store'
import { describe, expect, test } from 'vitest'
import {
  busy,
  countingBudget,
  done,
  held,
  orderThings,
  scriptedGateway,
  testStoreForEachTest,
  thing,
  until,
  working,
} from './support/scripted.ts'
import { startTestWorker } from './support/test-worker.ts'

const stage = testStoreForEachTest()

const timeScale = 1_000

test('calls that are set aside for later are not made earlier, whatever ends or is given back meanwhile', async () => {
  const network = { exclusive: ['/network'] }
  await orderThings(stage.store, 'own', [
    thing('first', [], { ...network, expectedSeconds: 100 }),
    thing('late', [], network),
    thing('before', []),
    thing('also-before', []),
    thing('after-both', ['before', 'also-before'], network),
  ])
  await orderThings(stage.store, 'other', [
    thing('neighbor', [], network),
    thing('neighbor-after', ['neighbor'], network),
  ])
  // Each reservation is for some time from now, the writes for longer than the reads.
  const reservedUntil: number[] = []
  const { budget } = countingBudget((calls) => {
    const delayMs = calls.writes === undefined ? 50 : 400
    reservedUntil.push(performance.now() + delayMs)
    return { delayMs, isHeld: true }
  })
  let refusals = 2
  const gateway = scriptedGateway({
    // It gives its right back again and again while others have their calls set aside.
    'begin first': () => {
      refusals -= 1
      if (refusals >= 0) throw busy()
      return done
    },
    'begin before': () => working(),
  })
  const worker = await startTestWorker({ store: stage.store, gateway, budget, timeScale })
  await Promise.all([worker.untilDone('own'), worker.untilDone('other')])
  await worker.stop()

  // As many calls as reservations, and at any time no more than were due by then.
  expect(gateway.calls).toHaveLength(reservedUntil.length)
  const made = gateway.calls.map(({ at }) => at).sort((a, b) => a - b)
  const due = reservedUntil.sort((a, b) => a - b)
  // A timer of Node may come up to a millisecond early.
  for (const [index, at] of made.entries()) expect(at).toBeGreaterThan((due[index] ?? Infinity) - 2)
  expect((await findJob(stage.store, 'own'))?.job.status).toBe('succeeded')
})

describe('every reservation is spent or given back', () => {
  const nothing = { reads: 0, writes: 0, deletes: 0 }

  /** A job of which one step is asked about in Azure, and others wait for the time that their calls are set aside for. */
  async function underWay() {
    await orderThings(stage.store, 'job', [
      thing('slow', []),
      thing('w1', []),
      thing('w2', []),
      thing('w3', [], { exclusive: ['/network'] }),
      thing('last', ['slow', 'w1', 'w2', 'w3']),
    ])
    const slow = held()
    let isPatient = false
    const counting = countingBudget(() => {
      // The first call at once, the others not before the test is over.
      const delayMs = isPatient ? 600_000 : 0
      isPatient = true
      return { delayMs, isHeld: true }
    })
    const gateway = scriptedGateway(slow.script)
    const worker = await startTestWorker({ store: stage.store, gateway, budget: counting.budget, timeScale })
    await slow.asked
    await until('all to have their reservations', () => (counting.total.reserved === 4 ? true : undefined))
    return { worker, slow, counting, gateway }
  }

  test('when steps fail, are tried again and end their job', async () => {
    for (let n = 0; n < 6; n++) {
      await orderThings(stage.store, `job-${n}`, [
        thing('a', [], { exclusive: ['/shared'] }),
        thing('b', [], { exclusive: ['/shared'] }),
        thing('c'),
        thing('d', ['c']),
        thing('e', ['a', 'd'], { exclusive: ['/shared', '/other'] }),
        thing('f', ['b']),
      ])
    }
    let asked = 0
    const { budget, open, total } = countingBudget(() => {
      asked += 1
      // Some have to ask again.
      return asked % 5 === 0 ? { delayMs: 3, isHeld: false } : { delayMs: (asked % 3) * 7, isHeld: true }
    })
    let called = 0
    const gateway = scriptedGateway(({ call, key }) => {
      called += 1
      if (called % 7 === 0) throw busy()
      if (called % 11 === 0) throw new Retryable('azure-unavailable', 'no answer')
      if (key === 'd' && call === 'poll' && called % 2 === 0) throw new StepFailed('azure-quota', 'no more')
      return call === 'begin' ? working() : done
    })
    const worker = await startTestWorker({ store: stage.store, gateway, budget, timeScale })
    for (let n = 0; n < 6; n++) await worker.untilDone(`job-${n}`)
    await until('the pool to be empty', () => (worker.pool.size === 0 ? true : undefined))
    expect(open).toEqual(nothing)
    expect(total.spent + total.givenBack).toBe(total.reserved)
    expect(total.spent).toBe(gateway.calls.length)
    await worker.stop()
  })

  test('when the worker forgets its jobs', async () => {
    const { worker, counting } = await underWay()
    worker.pool.dropAll()
    expect(counting.open).toEqual(nothing)
    await worker.stop()
  })

  test('when the worker stops', async () => {
    const { worker, slow, counting } = await underWay()
    const stopped = worker.stop()
    slow.answer(done)
    await stopped
    expect(counting.open).toEqual(nothing)
  })

  test('when the job is given away', async () => {
    const { worker, slow, counting } = await underWay()
    // Not while a call is under way.
    expect(worker.pool.giveAway(1)).toEqual([])
    slow.answer(working(600_000))
    await until('the call to end', () => (worker.pool.giveAway(1).length === 1 ? true : undefined))
    expect(counting.open).toEqual(nothing)
    await worker.stop()
  })

  test('when the job turns out to be another worker’s', async () => {
    const { worker, slow, counting } = await underWay()
    await stage.store.pool.query('UPDATE job SET worker_id = NULL')
    slow.answer(done)
    await until('the job to be forgotten', () => (worker.pool.size === 0 ? true : undefined))
    expect(counting.open).toEqual(nothing)
    await worker.stop()
  })

  test('when the job is read again', async () => {
    const { worker, slow, counting } = await underWay()
    await stage.store.pool.query(`UPDATE step SET state = 'succeeded' WHERE key = 'slow'`)
    slow.answer(done)
    await until('new reservations', () => (counting.total.reserved > 4 ? true : undefined))
    expect(counting.total.givenBack).toBe(3)
    await worker.stop()
    expect(counting.open).toEqual(nothing)
  })

  test('when a step has no attempt left', async () => {
    await orderThings(stage.store, 'job', [thing('a'), thing('b', [], { action: 'read' })])
    await stage.store.pool.query(`UPDATE job SET status = 'running'`)
    await stage.store.pool.query(`UPDATE step SET state = 'begun', attempts = 20 WHERE key = 'a'`)
    const stays = held()
    const { budget, open } = countingBudget()
    const worker = await startTestWorker({
      store: stage.store,
      gateway: scriptedGateway({ b: stays.script }),
      budget,
      timeScale,
    })
    await until('the step to fail', async () => {
      const found = await findJob(stage.store, 'job')
      return found?.steps.some(({ state }) => state === 'failed') || undefined
    })
    await stays.asked
    // At once, and not with the end of the job.
    expect(open).toEqual(nothing)
    stays.answer(done)
    await worker.untilDone('job')
    await worker.stop()
    expect(open).toEqual(nothing)
  })
})
