import { expect, test } from 'vitest'
import type { SubjectOf } from '../../src/checks/subject.ts'
import { checkOver, noAccess } from '../support/check-over.ts'

const group = '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-a'
const asked = '/providers/Microsoft.PolicyInsights/checkPolicyRestrictions'
const assignment =
  '/providers/Microsoft.Management/managementGroups/corp/providers/Microsoft.Authorization/policyAssignments/no-keys'
const storage = {
  key: 'workspace/storage',
  type: 'Microsoft.Storage/storageAccounts',
  name: 'sta',
  location: 'westeurope',
  body: { tags: { team: 'a' }, properties: { allowSharedKeyAccess: false } },
}
const subject = (...resources: (typeof storage)[]): SubjectOf<'policies'> => ({
  check: 'policies',
  subscription: '11111111-1111-4111-8111-111111111111',
  scope: group,
  region: 'westeurope',
  resources,
})
const answer = (evaluationResult: string, policyEffect: string) => ({
  fieldRestrictions: [],
  contentEvaluationResult: {
    policyEvaluations: [
      {
        policyInfo: { policyAssignmentId: assignment, policyDefinitionId: '/definitions/d' },
        evaluationResult,
        evaluationDetails: {
          evaluatedExpressions: [
            { result: 'True', expression: 'type', path: 'type', operator: 'equals' },
            { result: 'True', expression: 'tags.costCenter', path: 'tags.costCenter', operator: 'exists' },
          ],
        },
        effectDetails: { policyEffect },
      },
    ],
  },
})

test('the whole content is evaluated, and what no policy denies passes', async () => {
  const { verdict, sent } = await checkOver(subject(storage), {
    [`POST ${group}${asked}`]: answer('Compliant', 'Deny'),
  })
  expect(verdict).toBe('pass')
  expect(sent.filter(({ method }) => method === 'POST')).toMatchObject([
    {
      apiVersion: '2023-03-01',
      body: {
        resourceDetails: {
          resourceContent: {
            type: storage.type,
            name: 'sta',
            location: 'westeurope',
            tags: { team: 'a' },
            properties: { allowSharedKeyAccess: false },
          },
        },
      },
    },
  ])
})

test('a denial names the assignment and the field', async () => {
  const { verdict, findings } = await checkOver(subject(storage), {
    [`POST ${group}${asked}`]: answer('NonCompliant', 'Deny'),
  })
  expect(verdict).toBe('fail')
  expect(findings).toMatchObject([{ code: 'azure-policy', subject: 'workspace/storage' }])
  expect(findings[0]?.message).toContain(assignment)
  expect(findings[0]?.message).toContain('because of tags.costCenter.')
  expect(findings[0]?.remedy).toContain('tags.costCenter')
})

test('a policy that only audits denies nothing', async () => {
  const { verdict } = await checkOver(subject(storage), { [`POST ${group}${asked}`]: answer('NonCompliant', 'Audit') })
  expect(verdict).toBe('pass')
})

test('for a group that does not exist yet, and for the group itself, the subscription is asked', async () => {
  const theGroup = { ...storage, key: 'ground/group', type: 'Microsoft.Resources/resourceGroups', name: 'rg-a' }
  const { verdict, findings, sent } = await checkOver(subject(theGroup, storage), {
    [`POST /subscriptions/11111111-1111-4111-8111-111111111111${asked}`]: answer('NonCompliant', 'Deny'),
  })
  expect(verdict).toBe('fail')
  expect(findings.map(({ subject }) => subject)).toEqual(['ground/group', 'workspace/storage'])
  const questions = sent.filter(({ method }) => method === 'POST')
  expect(questions.map(({ path }) => path.replace(asked, '')).sort()).toEqual([
    '/subscriptions/11111111-1111-4111-8111-111111111111',
    '/subscriptions/11111111-1111-4111-8111-111111111111',
    group,
  ])
})

test('where policies may not be asked for, that is said once', async () => {
  const others = ['b', 'c'].map((name) => ({ ...storage, key: `workspace/${name}` }))
  const { verdict, findings } = await checkOver(subject(storage, ...others), { [`POST ${asked}`]: noAccess })
  expect(verdict).toBe('warn')
  expect(findings).toMatchObject([{ subject: 'workspace/storage, workspace/b, workspace/c' }])
})

test('where nothing is assigned, nothing is asked: each question would count as a write', async () => {
  const { verdict, sent } = await checkOver(subject(storage, { ...storage, key: 'workspace/other' }), {
    'GET /subscriptions/11111111-1111-4111-8111-111111111111/providers/Microsoft.Authorization/policyAssignments': {
      value: [],
    },
  })
  expect(verdict).toBe('pass')
  expect(sent.map(({ method }) => method)).toEqual(['GET'])
})
