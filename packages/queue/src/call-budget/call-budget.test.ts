import { expect, test } from 'vitest'
import { type BudgetStore, memoryBudgetStore } from './budget-store.ts'
import { type CallBudget, callBudgetOn } from './call-budget.ts'

const buckets = {
  reads: { capacity: 250, perSecond: 25 },
  writes: { capacity: 200, perSecond: 10 },
  deletes: { capacity: 200, perSecond: 10 },
}

/** A store that answers later, as a real one does, and says what it was asked. */
function countingStore(): { store: BudgetStore; questions: Map<string, number>[]; pauses: () => number } {
  const memory = memoryBudgetStore()
  const questions: Map<string, number>[] = []
  let pauses = 0
  const answersLater = () => new Promise((resolve) => setImmediate(resolve))
  const store: BudgetStore = {
    ...memory,
    count: async (calls) => {
      questions.push(new Map(calls))
      await answersLater()
      return await memory.count(calls)
    },
    pausedForMs: async (key) => {
      pauses++
      await answersLater()
      return await memory.pausedForMs(key)
    },
  }
  return { store, questions, pauses: () => pauses }
}

function budgetOn(store: BudgetStore): CallBudget {
  return callBudgetOn(store, { principal: 'someone', buckets, timeScale: 1, onError: () => {} })
}

const sumOf = (questions: Map<string, number>[], direction: string) =>
  questions.flatMap((calls) => [...calls]).reduce((sum, [key, n]) => (key.endsWith(direction) ? sum + n : sum), 0)

test('1,000 steps that ask at the same moment cost a handful of questions', async () => {
  const { store, questions, pauses } = countingStore()
  const budget = budgetOn(store)
  const turns = await Promise.all(
    Array.from({ length: 1_000 }, async () => {
      await budget.pausedForMs('one', { reads: 1, writes: 1 })
      return await budget.reserve('one', { reads: 1, writes: 1 })
    }),
  )
  expect(questions.length).toBeLessThanOrEqual(3)
  expect(pauses()).toBe(2)
  const held = turns.filter((turn) => turn.isHeld)
  // 40 at once and 10 a second until the window ends; the others are counted in no direction.
  expect(held.length).toBeGreaterThan(600)
  expect(held.length).toBeLessThanOrEqual(640)
  await expect.poll(() => [sumOf(questions, 'reads'), sumOf(questions, 'writes')]).toEqual([held.length, held.length])
})

test('in a batch each one has its own turn, and the refused come back one after the other', async () => {
  const { store } = countingStore()
  const budget = budgetOn(store)
  const turns = await Promise.all(Array.from({ length: 1_000 }, () => budget.reserve('one', { writes: 1 })))
  for (let second = 1; second < 90; second += 1) {
    const inIt = turns.filter(({ delayMs }) => delayMs > second * 1_000 && delayMs <= (second + 1) * 1_000)
    expect(Math.abs(inIt.length - 10)).toBeLessThanOrEqual(1)
  }
})

test('one that is refused does not hold up a smaller one of the same batch', async () => {
  const { store } = countingStore()
  const budget = budgetOn(store)
  const [large, small] = await Promise.all([
    budget.reserve('one', { reads: 100, writes: 10_000 }),
    budget.reserve('one', { reads: 1, writes: 1 }),
  ])
  expect(large.isHeld).toBe(false)
  expect(small).toEqual({ delayMs: 0, isHeld: true })
})

test('calls that are set aside and then made or given back are counted once or not at all', async () => {
  const { store, questions } = countingStore()
  const budget = budgetOn(store)
  await budget.reserve('one', { reads: 3 })
  budget.spend('one', { reads: 1 })
  budget.observe({ subscription: 'one', direction: 'reads' })
  budget.giveBack('one', { reads: 2 })
  await expect.poll(() => sumOf(questions, 'reads')).toBe(1)
})

test('a reservation that is refused gives back what it took without asking', async () => {
  const { store, questions } = countingStore()
  const budget = budgetOn(store)
  budget.observe({ subscription: 'one', direction: 'reads', remaining: 200 })
  const turn = await budget.reserve('one', { reads: 5, writes: 10_000 })
  expect(turn.isHeld).toBe(false)
  await budget.reserve('one', { reads: 100 })
  const correction = 25
  expect(sumOf(questions, 'reads')).toBe(1 - correction + 100)
})

test('a shorter pause does not end a longer one', async () => {
  const { store } = countingStore()
  const budget = budgetOn(store)
  budget.observe({ subscription: 'one', direction: 'writes', throttledForMs: 60_000 })
  budget.observe({ subscription: 'one', direction: 'writes', throttledForMs: 1_000 })
  expect(await budget.pausedForMs('one', { writes: 1 })).toBeGreaterThan(50_000)
})
