import type { Action, Blueprint, Declared } from '@palisade/contract'
import { expect, test } from 'vitest'
import { planCheck, planCreation, planRemoval, planVerification } from './plan.ts'
import { CircularBlueprint, tails } from './tails.ts'

function declared(key: string, after: string[], seconds = 1, action: Action = 'make'): Declared {
  return {
    key,
    action,
    after,
    phase: 'network',
    kind: 'k',
    name: key,
    id: `/${key}`,
    body: null,
    exclusive: ['/Upper'],
    expectedSeconds: seconds,
    expectedRemovalSeconds: seconds,
  }
}

const blueprint = (resources: Declared[]): Blueprint => ({
  version: 1,
  workspaceId: 'w',
  resources,
  summary: { workspace: 'a' },
})

test('the tail of a step is the longest way from its begin to the end of the job', () => {
  const steps = planCreation(
    blueprint([declared('a', [], 1), declared('b', ['a'], 420), declared('c', ['a'], 5), declared('d', ['b', 'c'], 3)]),
  )
  expect(Object.fromEntries(steps.map((step) => [step.key, step.tailSeconds]))).toEqual({ a: 424, b: 423, c: 8, d: 3 })
})

test('exclusive keys are compared in lower case, as Azure compares ids', () => {
  expect(planCreation(blueprint([declared('a', [])]))[0]?.exclusive).toEqual(['/upper'])
})

test('a removal waits for the removal of everything that needed the resource', () => {
  const all = [declared('a', []), declared('b', ['a']), declared('c', ['b'])]
  const steps = planRemoval(all, new Set(['a', 'b', 'c']))
  expect(steps.map((step) => [step.key, step.waitsFor])).toEqual([
    ['c', []],
    ['b', [0]],
    ['a', [1]],
  ])
})

test('what was only amended or never begun is not removed, and no order is lost over it', () => {
  const all = [
    declared('a', []),
    declared('amended', ['a'], 1, 'amend'),
    declared('never', ['amended']),
    declared('c', ['never']),
  ]
  const steps = planRemoval(all, new Set(['a', 'amended', 'c']))
  expect(steps.map((step) => [step.key, step.waitsFor])).toEqual([
    ['c', []],
    ['a', [0]],
  ])
})

test('a check looks at all that can be looked at now, and makes nothing', () => {
  const steps = planCheck(
    blueprint([
      declared('quota', [], 3, 'check'),
      declared('subscription', [], 1, 'read'),
      declared('a', ['quota', 'subscription'], 100),
      declared('later', ['a'], 1, 'read'),
      declared('awaited', [], 1, 'await'),
    ]),
  )
  expect(steps.map((step) => [step.key, step.tailSeconds])).toEqual([
    ['quota', 3],
    ['subscription', 1],
  ])
})

test('checks are never removed', () => {
  const all = [declared('quota', [], 3, 'check'), declared('a', ['quota'])]
  expect(planRemoval(all, new Set(['quota', 'a'])).map(({ key }) => key)).toEqual(['a'])
})

test('what waits for itself or for nothing is refused before it is stored', () => {
  expect(() =>
    tails([
      { key: 'a', dependsOn: ['b'], expectedSeconds: 1 },
      { key: 'b', dependsOn: ['a'], expectedSeconds: 1 },
    ]),
  ).toThrow(CircularBlueprint)
  expect(() => tails([{ key: 'a', dependsOn: ['nobody'], expectedSeconds: 1 }])).toThrow(CircularBlueprint)
})

test('a verification reads everything at once, and waits for nothing', () => {
  const all = [declared('quota', [], 3, 'check'), declared('a', ['quota']), declared('b', ['a'], 1, 'amend')]
  expect(
    planVerification(all).map(({ key, action, waitsFor, beginsAfterError }) => [
      key,
      action,
      waitsFor,
      beginsAfterError,
    ]),
  ).toEqual([
    ['a', 'observe', [], true],
    ['b', 'observe', [], true],
  ])
})
