import { ArmError } from '../arm/arm-error.ts'
import { parseResourceId } from '../arm/resource-id.ts'
import { read } from '../json/read.ts'
import type { Answer, Call } from '../requests/call.ts'
import { type Denial, denialsOf } from './evaluate-policies.ts'

/** Refuses a write that a policy denies. */
export function refuseByPolicy(call: Call): void {
  if ((call.method !== 'PUT' && call.method !== 'PATCH') || !read.isObject(call.body)) return
  if (call.world.ofType('Microsoft.Authorization/policyAssignments').length === 0) return
  const id = parseResourceId(call.path)
  if (id === undefined || /^microsoft\.authorization\//i.test(id.type)) return
  const type = call.types.get(id.type)?.type ?? id.type
  const named =
    type === 'Microsoft.Resources/resourceGroups' ? 'Microsoft.Resources/subscriptions/resourceGroups' : type
  const before = call.method === 'PATCH' ? (call.world.get(id.key)?.body ?? {}) : {}
  const denials = denialsOf(id.id, { ...before, ...call.body, type: named, name: id.name }, call.world)
  if (denials.length === 0) return
  throw new ArmError(403, 'RequestDisallowedByPolicy', `Resource '${id.name}' was disallowed by policy.`, {
    target: id.name,
    additionalInfo: denials.map((denial) => ({
      type: 'PolicyViolation',
      info: { ...infoOf(denial), evaluationDetails: { evaluatedExpressions: expressionsOf(denial) } },
    })),
  })
}

/** `{scope}/providers/Microsoft.PolicyInsights/checkPolicyRestrictions`: what the policies would say of a resource. */
export function answerPolicyRestrictions(call: Call): Answer | undefined {
  const scope = /^(.*)\/providers\/microsoft\.policyinsights\/checkpolicyrestrictions$/i.exec(call.path)?.[1]
  if (scope === undefined || call.method !== 'POST') return undefined
  const group = parseResourceId(scope)
  if (group !== undefined && call.world.get(group.key) === undefined) {
    throw new ArmError(404, 'ResourceGroupNotFound', `Resource group '${group.name}' could not be found.`)
  }
  const content = read.object(call.body, 'resourceDetails', 'resourceContent')
  const policyEvaluations = denialsOf(scope, content, call.world).map((denial) => ({
    policyInfo: infoOf(denial),
    evaluationResult: 'NonCompliant',
    evaluationDetails: { evaluatedExpressions: expressionsOf(denial) },
    effectDetails: { policyEffect: 'Deny' },
  }))
  return {
    status: 200,
    body: { fieldRestrictions: [], contentEvaluationResult: { policyEvaluations } },
    type: 'Microsoft.PolicyInsights/checkPolicyRestrictions',
  }
}

function infoOf({ assignmentId, definitionId }: Denial) {
  return { policyDefinitionId: definitionId, policyAssignmentId: assignmentId }
}

function expressionsOf({ fields }: Denial) {
  return fields.map((field) => ({ result: 'True', expressionKind: 'Field', expression: field, path: field }))
}
