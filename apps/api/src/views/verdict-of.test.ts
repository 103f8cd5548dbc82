import type { Finding } from '@palisade/contract'
import { expect, test } from 'vitest'
import { stepRecord } from '../../test/support/records.ts'
import { verdictOf } from './verdict-of.ts'

const finding = (verdict: Finding['verdict']): Finding => ({
  verdict,
  code: 'azure-quota',
  subject: 'x',
  message: 'x',
  remedy: 'x',
  actor: 'platform',
})
const check = (state: 'pending' | 'begun' | 'succeeded' | 'failed', ...findings: Finding[]) =>
  stepRecord({ phase: 'preflight', action: 'check', state, findings })
const read = (state: 'succeeded' | 'failed') => stepRecord({ phase: 'preflight', action: 'read', state })

test('there is no verdict before the last check has ended', () => {
  expect(verdictOf([check('succeeded'), check('begun')])).toBeNull()
  expect(verdictOf([check('failed', finding('fail')), check('pending')])).toBeNull()
})

test('the verdict is the worst of all findings', () => {
  expect(verdictOf([check('succeeded'), check('succeeded', finding('pass'))])).toBe('pass')
  expect(verdictOf([check('succeeded', finding('warn')), check('succeeded')])).toBe('warn')
  expect(verdictOf([check('succeeded', finding('warn')), check('failed', finding('fail'))])).toBe('fail')
})

test('what could not be checked, or is not as it has to be, has not passed', () => {
  expect(verdictOf([check('failed'), check('succeeded')])).toBe('fail')
  expect(verdictOf([check('succeeded'), read('failed')])).toBe('fail')
})

test('a job without checks has no verdict', () => {
  expect(verdictOf([stepRecord({ state: 'succeeded' })])).toBeNull()
  expect(verdictOf([read('succeeded')])).toBeNull()
})
