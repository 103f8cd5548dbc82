import type { Finding } from '@palisade/contract'
import { expect, test } from 'vitest'
import { errorOfFindings } from './error-of-findings.ts'

const finding = (verdict: Finding['verdict'], message: string): Finding => ({
  verdict,
  code: verdict === 'pass' ? null : 'azure-quota',
  subject: 'x',
  message,
  remedy: 'Ask for more.',
  actor: 'platform',
})

test('a check that only warns lets the job go on', () => {
  expect(errorOfFindings([])).toBeUndefined()
  expect(errorOfFindings([finding('pass', 'a'), finding('warn', 'b')])).toBeUndefined()
})

test('the only failure of a check is told in its own words', () => {
  expect(errorOfFindings([finding('warn', 'a'), finding('fail', 'b')])).toEqual({
    code: 'azure-quota',
    message: 'b',
    remedy: 'Ask for more.',
  })
})

test('of several failures, none is left out', () => {
  const error = errorOfFindings([finding('fail', 'no cores'), finding('warn', 'a'), finding('fail', 'no names')])
  expect(error).toMatchObject({
    code: 'preflight-failed',
    message: '2 findings would make the job fail, and 1 warning: no cores; no names',
  })
})
