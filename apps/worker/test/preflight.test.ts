import type { Gateway } from '@palisade/azure'
import { type CheckName, type Finding, Retryable, readCheckSubject } from '@palisade/contract'
import { findJob, findWorkspace, listEvents } from '@palisade/store'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStage, order, orderCheck, orderDeletion, runToEnd } from './support/stage.ts'

let stage: Awaited<ReturnType<typeof openStage>>
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const finding = (verdict: Finding['verdict'], message: string): Finding => ({
  verdict,
  code: 'azure-quota',
  subject: 'standardDSv3Family',
  message,
  remedy: 'Ask for more.',
  actor: 'platform',
})

/** The gateway, with what its checks find said here. What is not said passes. */
function gatewayThatFinds(found: Partial<Record<CheckName, Finding[]>>): Gateway & { readonly asked: CheckName[] } {
  const asked: CheckName[] = []
  return {
    ...stage.gateway,
    asked,
    begin: async (resource, options) => {
      if (resource.action !== 'check') return await stage.gateway.begin(resource, options)
      const { check } = readCheckSubject(resource.body)
      asked.push(check)
      return { done: true, outputs: {}, findings: found[check] ?? [] }
    },
  }
}

const all = ['registrations', 'permissions', 'locks', 'policies', 'names', 'quota'] as const

async function stepsOf(jobId: string) {
  const steps = (await findJob(stage.store, jobId))?.steps ?? []
  return new Map(steps.map((step) => [step.key, step]))
}

test('where a check fails, all others are made and nothing else is: Azure is not written to', async () => {
  const { jobId, workspaceId } = await order(stage.store)
  const gateway = gatewayThatFinds({
    quota: [finding('fail', 'No cores are left.')],
    names: [finding('fail', 'The name is taken.'), finding('fail', 'Another one too.'), finding('warn', 'x')],
  })
  await runToEnd(stage.store, gateway, jobId)

  expect([...gateway.asked].sort()).toEqual([...all].sort())
  expect((await stage.ledger()).filter(({ method }) => method !== 'GET')).toEqual([])
  const steps = await stepsOf(jobId)
  expect(steps.get('preflight/quota')).toMatchObject({
    state: 'failed',
    error: { code: 'azure-quota', message: 'No cores are left.', remedy: 'Ask for more.' },
    findings: [{ verdict: 'fail' }],
  })
  expect(steps.get('preflight/names')).toMatchObject({ state: 'failed', error: { code: 'preflight-failed' } })
  expect(steps.get('preflight/locks')).toMatchObject({ state: 'succeeded', findings: [] })
  expect(steps.get('network/resource-group')).toMatchObject({ state: 'pending', attempts: 0 })
  expect((await findJob(stage.store, jobId))?.job).toMatchObject({ status: 'failed' })

  await runToEnd(stage.store, gateway, await orderDeletion(stage.store, workspaceId))
  expect(await findWorkspace(stage.store, workspaceId)).toBeNull()
})

test('a warning is told, and the workspace is made', async () => {
  const { jobId } = await order(stage.store)
  await runToEnd(stage.store, gatewayThatFinds({ locks: [finding('warn', 'A lock prevents deletion.')] }), jobId)
  expect((await findJob(stage.store, jobId))?.job).toMatchObject({ status: 'succeeded', error: null })
  const events = await listEvents(stage.store, { jobId, after: 0, limit: 500 })
  const told = events.filter(({ type }) => type === 'step.found')
  expect(told.map(({ step, message }) => [step, message])).toEqual([
    ['preflight/locks', 'preflight/locks: warn: A lock prevents deletion.'],
  ])
})

test('nothing is written before the last check has passed', async () => {
  const { jobId } = await order(stage.store)
  await runToEnd(stage.store, gatewayThatFinds({}), jobId)
  const events = await listEvents(stage.store, { jobId, after: 0, limit: 500 })
  const passed = events
    .filter(({ type, step }) => type === 'step.succeeded' && step?.startsWith('preflight/'))
    .map(({ sequence }) => sequence)
  const begun = events.filter(({ type, step }) => type === 'step.begun' && !step?.startsWith('preflight/'))
  expect(passed).toHaveLength(all.length + 1)
  expect(Math.min(...begun.map(({ sequence }) => sequence))).toBeGreaterThan(Math.max(...passed))
})

test('a check that Azure does not answer now is made again', async () => {
  const jobId = await orderCheck(stage.store)
  const gateway = gatewayThatFinds({})
  let refused = 0
  const busy: Gateway = {
    ...gateway,
    begin: async (resource, options) => {
      const isAboutPolicies = resource.action === 'check' && readCheckSubject(resource.body).check === 'policies'
      if (isAboutPolicies && refused < 2) {
        refused += 1
        throw new Retryable(refused === 1 ? 'azure-throttled' : 'azure-unavailable', 'checking policies', {}, 1)
      }
      return await gateway.begin(resource, options)
    },
  }
  await runToEnd(stage.store, busy, jobId)
  expect((await findJob(stage.store, jobId))?.job).toMatchObject({ status: 'succeeded' })
  expect((await stepsOf(jobId)).get('preflight/policies')).toMatchObject({ state: 'succeeded', attempts: 3 })
})

test('a job that only looks leaves Azure and the list of workspaces as they were', async () => {
  const jobId = await orderCheck(stage.store)
  await runToEnd(stage.store, gatewayThatFinds({ policies: [finding('fail', 'Denied.')] }), jobId)
  expect((await findJob(stage.store, jobId))?.job).toMatchObject({
    type: 'check',
    workspaceId: null,
    status: 'failed',
    error: { message: 'Denied.' },
  })
  expect(await stage.resources()).toEqual([])
})

test('an empty subscription lets the sample be made, and looking changes nothing in it', async () => {
  const jobId = await orderCheck(stage.store)
  await runToEnd(stage.store, stage.gateway, jobId)
  const work = await findJob(stage.store, jobId)
  expect(work?.job).toMatchObject({ status: 'succeeded', error: null })
  expect(work?.steps.flatMap(({ findings }) => findings).filter(({ verdict }) => verdict === 'fail')).toEqual([])
  expect((await stage.ledger()).filter(({ effect }) => effect !== 'none')).toEqual([])
})

test('a worker that dies in a check is followed by one that makes it again', async () => {
  const jobId = await orderCheck(stage.store)
  const dead = new Set<string>()
  await runToEnd(stage.store, gatewayThatFinds({}), jobId, (call, key) => {
    if (call !== 'check' || dead.has(key)) return undefined
    dead.add(key)
    return dead.size % 2 === 0 ? 'before the call' : 'after the call'
  })
  expect(dead.size).toBe(all.length)
  expect((await findJob(stage.store, jobId))?.job).toMatchObject({ status: 'succeeded' })
})
