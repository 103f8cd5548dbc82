import { JobView } from '@palisade/contract'
import { Check } from 'typebox/value'
import { expect, test } from 'vitest'
import { jobRecord, stepRecord } from '../../test/support/records.ts'
import { jobView } from './job-view.ts'

const now = new Date('2026-11-23T19:10:00Z')
const earlier = new Date('2026-11-23T19:00:00Z')

const steps = [
  stepRecord({ key: 'workspace/hub', phase: 'workspace', waitsFor: ['network/vnet', 'firewall/policy'] }),
  stepRecord({ key: 'network/vnet', phase: 'network', state: 'succeeded', startedAt: earlier, finishedAt: now }),
  stepRecord({
    key: 'firewall/policy',
    phase: 'firewall',
    state: 'begun',
    startedAt: earlier,
    attempts: 1,
    wakeAt: now,
  }),
]

test('it has the form that the contract promises', () => {
  const view = jobView(jobRecord({ status: 'running', startedAt: earlier }), steps, now)
  expect(Check(JobView, view)).toBe(true)
})

test('phases stand in the order of the contract, empty ones are left out', () => {
  const view = jobView(jobRecord(), steps, now)
  expect(view.phases.map(({ phase, state }) => [phase, state])).toEqual([
    ['network', 'succeeded'],
    ['firewall', 'running'],
    ['workspace', 'pending'],
  ])
})

test('a step waits for what it needs and has not succeeded', () => {
  const [hub] = jobView(jobRecord(), steps, now).phases.at(-1)?.steps ?? []
  expect(hub?.waitsFor).toEqual(['firewall/policy'])
})

test('a poll is not a next try, a retry is', () => {
  const retrying = stepRecord({ state: 'pending', attempts: 2, startedAt: earlier, wakeAt: now })
  expect(jobView(jobRecord(), steps, now).phases.at(1)?.steps[0]?.nextTryAt).toBeNull()
  expect(jobView(jobRecord(), [retrying], now).phases[0]?.steps[0]?.nextTryAt).toBe(now.toISOString())
})

test('100 % is shown only when the job has succeeded', () => {
  const all = [stepRecord({ state: 'succeeded', startedAt: earlier, finishedAt: now })]
  expect(jobView(jobRecord({ status: 'running' }), all, now).percent).toBe(99)
  expect(jobView(jobRecord({ status: 'succeeded', finishedAt: now }), all, now)).toMatchObject({
    percent: 100,
    done: true,
  })
})

test('a job that has ended shows the same for ever', () => {
  const failed = jobRecord({ status: 'failed', finishedAt: now })
  const later = new Date(now.getTime() + 86_400_000)
  expect(jobView(failed, steps, later)).toEqual(jobView(failed, steps, now))
})
