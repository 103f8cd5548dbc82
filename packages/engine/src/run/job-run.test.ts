import type { JobType, StepAction } from '@palisade/contract'
import { expect, test } from 'vitest'
import { IllegalTransition } from '../steps/transition.ts'
import { JobRun, type JobSnapshot, type RunStep } from './job-run.ts'

const error = { code: 'azure-quota', message: 'no cores left', remedy: 'ask for more' } as const

interface Sketch {
  readonly key: string
  readonly waitsFor?: readonly number[]
  readonly tail?: number
  readonly action?: StepAction
  readonly exclusive?: readonly string[]
  readonly isRead?: boolean
  readonly state?: RunStep['state']
}

/** A job of some steps, each named by its key. */
function job(sketches: readonly Sketch[], more: Partial<JobSnapshot> & { readonly type?: JobType } = {}) {
  const steps = sketches.map<RunStep>(
    (
      { key, waitsFor = [], tail = 1, action = 'make', exclusive = [], isRead = false, state = 'pending' },
      ordinal,
    ) => ({
      ordinal,
      key,
      action,
      waitsFor,
      exclusive,
      beginsAfterError: isRead,
      expectedSeconds: 1,
      tailSeconds: tail,
      state,
      attempts: state === 'pending' ? 0 : 1,
      handle: null,
    }),
  )
  const run = new JobRun({
    id: 'job',
    type: 'create',
    workspaceId: 'ws',
    status: 'queued',
    error: null,
    ...more,
    steps,
  })
  const step = (key: string): RunStep => {
    const found = run.steps.find((one) => one.key === key)
    if (found === undefined) throw new Error(`no step ${key}`)
    return found
  }
  return {
    run,
    step,
    startable: () => run.startable().map(({ key }) => key),
    complete: (key: string) => {
      run.begin(step(key))
      return run.succeed(step(key), { outputs: {} })
    },
  }
}

test('a step may begin when the last one that it waits for has succeeded', () => {
  const { startable, complete } = job([{ key: 'a' }, { key: 'b' }, { key: 'c', waitsFor: [0, 1] }])
  expect(startable()).toEqual(['a', 'b'])
  complete('a')
  expect(startable()).toEqual(['b'])
  complete('b')
  expect(startable()).toEqual(['c'])
})

test('of those that may begin, the one with the longest way to the end of the job is first', () => {
  const { startable } = job([{ key: 'short' }, { key: 'long', tail: 400 }, { key: 'as-long', tail: 400 }])
  expect(startable()).toEqual(['long', 'as-long', 'short'])
})

test('a worker that takes a job over sees the same steps as the one that had it', () => {
  const { startable, run, complete } = job(
    [
      { key: 'a', state: 'succeeded' },
      { key: 'b', state: 'begun' },
      { key: 'c', waitsFor: [0] },
      { key: 'd', waitsFor: [0, 1] },
    ],
    { status: 'running' },
  )
  expect(startable()).toEqual(['c'])
  expect(run.underWay().map(({ key }) => key)).toEqual(['b'])
  complete('b')
  expect(startable()).toEqual(['c', 'd'])
})

test('the first begin starts the job, and each begin is counted', () => {
  const { run, step } = job([{ key: 'a' }])
  const first = run.begin(step('a'))
  expect(first).toMatchObject({
    jobId: 'job',
    status: 'running',
    steps: [{ ordinal: 0, from: 'pending', to: 'begun', isBegun: true, handle: null }],
    resources: [{ key: 'a', begun: true }],
  })
  expect(first.events.map(({ type }) => type)).toEqual(['job.started', 'step.begun'])

  // Its answer was lost with its worker: begun once more.
  const second = run.begin(step('a'))
  expect(second.status).toBeUndefined()
  expect(second.steps).toMatchObject([{ from: 'begun', to: 'begun', isBegun: true }])
  expect(second.events).toEqual([
    { type: 'step.begun', step: 'a', message: 'a: begun (attempt 2)', data: { attempt: 2 } },
  ])
  expect(step('a').attempts).toBe(2)
})

test('a poll changes when a step is looked at next, and tells nobody', () => {
  const { run, step } = job([{ key: 'a', exclusive: ['/vnet'] }])
  run.begin(step('a'))
  const change = run.poll(step('a'), 'handle', 60_000)
  expect(change.steps).toEqual([
    { ordinal: 0, from: 'begun', to: 'begun', handle: 'handle', error: null, wakeInMs: 60_000 },
  ])
  expect(change).toMatchObject({ events: [], resources: [] })
  expect(change.releases).toBeUndefined()
})

test('a step that ends or is tried again gives back what it has for itself alone', () => {
  const { run, step, startable } = job([
    { key: 'a', exclusive: ['/vnet'] },
    { key: 'b', exclusive: ['/vnet'] },
  ])
  run.begin(step('a'))
  expect(run.retry(step('a'), error, 1_500)).toMatchObject({
    steps: [{ from: 'begun', to: 'pending', wakeInMs: 1_500, error }],
    releases: [0],
    events: [{ type: 'step.retrying', message: 'a: trying again in 2 s (no cores left)' }],
  })
  expect(startable()).toContain('a')
  run.begin(step('a'))
  expect(run.succeed(step('a'), { outputs: {} }).releases).toEqual([0])
  run.begin(step('b'))
  expect(run.fail(step('b'), 'fail', error).releases).toEqual([1])
})

test('while an answer is missing the step stays begun and keeps what it has for itself alone', () => {
  const { run, step } = job([{ key: 'a', exclusive: ['/vnet'] }])
  run.begin(step('a'))
  const change = run.missAnswer(step('a'), error, 60_000)
  expect(change).toMatchObject({ steps: [{ from: 'begun', to: 'begun' }], events: [{ type: 'step.retrying' }] })
  expect(change.releases).toBeUndefined()
  expect(run.underWay()).toHaveLength(1)
})

test('a step that somebody else has to make is waited for, and says so', () => {
  const { run, step } = job([{ key: 'a', action: 'await' }])
  run.begin(step('a'))
  expect(run.retry(step('a'), { ...error, message: 'not there yet' }, 9_000).events).toMatchObject([
    { type: 'step.retrying', message: 'a: waited for; looking again in 9 s (not there yet)' },
  ])
})

test('after a failure nothing new is begun, and the job ends when what was begun has come to rest', () => {
  const { run, step, startable } = job([{ key: 'a' }, { key: 'b' }, { key: 'c' }])
  run.begin(step('a'))
  run.begin(step('b'))
  const failed = run.fail(step('a'), 'fail', error)
  expect(failed.error).toEqual(error)
  expect(failed.isDone).toBeUndefined()
  expect(startable()).toEqual([])
  expect(run.isDone).toBe(false)

  const ended = run.succeed(step('b'), { outputs: {} })
  expect(ended).toMatchObject({ status: 'failed', isDone: true, workspaceStatus: 'failed' })
  expect(ended.events.map(({ type }) => type)).toEqual(['step.succeeded', 'job.failed'])
  expect(run.isDone).toBe(true)
})

test('the first error is the one of the job', () => {
  const { run, step } = job([{ key: 'a' }, { key: 'b' }])
  run.begin(step('a'))
  run.begin(step('b'))
  run.fail(step('a'), 'fail', error)
  const second = run.fail(step('b'), 'fail', { ...error, message: 'another' })
  expect(second.error).toBeUndefined()
  expect(second.events.at(-1)?.data).toMatchObject({ error: { message: 'no cores left' } })
})

test('what only reads begins also after an error, and the job waits for it', () => {
  const { run, step, startable, complete } = job([
    { key: 'quota', action: 'check', isRead: true },
    { key: 'names', action: 'check', isRead: true },
    { key: 'a', waitsFor: [0] },
  ])
  run.begin(step('quota'))
  run.begin(step('names'))
  expect(run.fail(step('quota'), 'fail', error).isDone).toBeUndefined()
  // It has to be asked for again, also when another one has failed meanwhile.
  expect(run.retry(step('names'), error, 0).isDone).toBeUndefined()
  expect(startable()).toEqual(['names'])
  expect(complete('names')).toMatchObject({ status: 'failed', isDone: true })
  expect(startable()).toEqual([])
})

test('a step that tries again after an error of its job is not begun any more', () => {
  const { run, step, startable } = job([{ key: 'a' }, { key: 'b' }])
  run.begin(step('a'))
  run.begin(step('b'))
  run.fail(step('a'), 'fail', error)
  expect(run.retry(step('b'), error, 0)).toMatchObject({ status: 'failed', isDone: true })
  expect(startable()).toEqual([])
})

test('a job that only a person can help is stuck, whatever else has failed', () => {
  const { run, step } = job(
    [
      { key: 'a', action: 'remove' },
      { key: 'b', action: 'remove' },
    ],
    { type: 'delete' },
  )
  run.begin(step('a'))
  run.begin(step('b'))
  run.fail(step('a'), 'stick', error)
  expect(run.fail(step('b'), 'fail', error)).toMatchObject({ status: 'stuck', isDone: true, workspaceStatus: 'failed' })
})

test('the last step ends the job, and the workspace is ready after its creation and gone after its removal', () => {
  const creation = job([{ key: 'a' }])
  const made = creation.complete('a')
  expect(made).toMatchObject({ status: 'succeeded', isDone: true, workspaceStatus: 'ready' })
  expect(made.events.map(({ type }) => type)).toEqual(['step.succeeded', 'job.succeeded'])
  const removal = job([{ key: 'a', action: 'remove' }], { type: 'delete' })
  expect(removal.complete('a')).toMatchObject({
    workspaceStatus: 'deleted',
    resources: [{ key: 'a', isRemoved: true }],
  })
  const check = job([{ key: 'a', action: 'check', isRead: true }], { type: 'check', workspaceId: null })
  expect(check.complete('a').workspaceStatus).toBeUndefined()
})

test('a job that has nothing to do ends at once, and one that has goes on', () => {
  expect(job([], { type: 'delete' }).run.endIfNothingIsLeft()).toMatchObject({
    status: 'succeeded',
    isDone: true,
    workspaceStatus: 'deleted',
    events: [{ type: 'job.succeeded' }],
  })
  expect(job([{ key: 'a' }]).run.endIfNothingIsLeft()).toBeUndefined()
})

test('a resource is ours only when Palisade made it, and what is only looked at has no outcome', () => {
  const { run, step } = job([
    { key: 'ours' },
    { key: 'theirs' },
    { key: 'amended', action: 'amend' },
    { key: 'read', action: 'read' },
    { key: 'seen', action: 'observe' },
  ])
  const outcome = (key: string, outputs: Record<string, string>) => {
    run.begin(step(key))
    return run.succeed(step(key), { outputs, appliedDigest: 'digest' }).resources
  }
  expect(outcome('ours', { id: '/a' })).toEqual([
    { key: 'ours', made: true, outputs: { id: '/a' }, appliedDigest: 'digest' },
  ])
  expect(outcome('theirs', { preexisting: 'true' })).toMatchObject([{ key: 'theirs', made: false }])
  expect(outcome('amended', { id: '/b' })).toEqual([{ key: 'amended', outputs: { id: '/b' }, appliedDigest: 'digest' }])
  expect(outcome('read', { id: '/c' })).toMatchObject([{ key: 'read', outputs: { id: '/c' } }])
  expect(outcome('seen', {})).toEqual([])
})

test('nothing is changed by an outcome that the state of the step does not allow', () => {
  const { run, step, complete } = job([{ key: 'a' }, { key: 'b' }])
  expect(() => run.succeed(step('a'), { outputs: {} })).toThrow(IllegalTransition)
  complete('a')
  expect(() => run.begin(step('a'))).toThrow(IllegalTransition)
  expect(() => run.fail(step('a'), 'fail', error)).toThrow(IllegalTransition)
  expect(step('a').state).toBe('succeeded')
  expect(run.isDone).toBe(false)
})

test('a step that fails before it is begun counts as begun, so that its story stays a legal one', () => {
  const { run, step } = job([{ key: 'a' }])
  const [begun, failed] = [run.begin(step('a')), run.fail(step('a'), 'fail', error)]
  expect(begun.events.map(({ type }) => type)).toEqual(['job.started', 'step.begun'])
  expect(failed).toMatchObject({ steps: [{ from: 'begun', to: 'failed' }], status: 'failed', isDone: true, error })
})
