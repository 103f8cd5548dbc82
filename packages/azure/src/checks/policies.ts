import type { CheckResult, Finding, Json } from '@palisade/contract'
import { listAt, textAt } from '../body/text-at.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import type { Asking } from './asking.ts'
import { couldNotLook, fail, result } from './findings.ts'
import { isMissing, lookAt, type Sight } from './look-at.ts'
import { sharedSight } from './shared-sight.ts'
import { sideBySide } from './side-by-side.ts'
import type { SubjectOf } from './subject.ts'

/** The first stable version that says which effect a policy would have. */
const apiVersion = '2023-03-01'

/** The list of assignments of a subscription: those above, in and below it. */
const assignmentsVersion = '2022-06-01'

/** Azure counts a question with a body as a write, of which ten a second are allowed. */
const atATime = 4

type Resource = SubjectOf<'policies'>['resources'][number]

/** That nothing is assigned in a subscription. */
const noPolicies = sharedSight<readonly unknown[]>((assignments) => assignments.length === 0)

/**
 * Whether a policy would deny one of the resources. Azure evaluates what is sent as it would evaluate the write itself;
 * what is not known yet is not in it. A policy that only applies to a value that Azure fills in is seen when the job runs.
 */
export async function checkPolicies(
  asking: Asking,
  { check, subscription, scope, resources }: SubjectOf<'policies'>,
): Promise<CheckResult> {
  const { plainCalls } = await resourcesSdk.open(asking.connection, subscription)
  const above = `/subscriptions/${subscription}`

  function ask(at: string, resource: Resource): Promise<Sight<unknown>> {
    const path = `${at}/providers/Microsoft.PolicyInsights/checkPolicyRestrictions`
    return lookAt(asking, `policies for ${resource.key}`, () => plainCalls.post(path, apiVersion, question(resource)))
  }

  // Each question counts as a write. Where nothing is assigned there is nothing to ask, and that costs one read.
  const assigned = await noPolicies(asking, above, () =>
    lookAt(asking, `policy assignments in ${above}`, () =>
      plainCalls.list(`${above}/providers/Microsoft.Authorization/policyAssignments`, assignmentsVersion),
    ),
  )
  if (assigned.isSeen && assigned.value.length === 0) return result(check, [])

  let isGroupMissing = false
  const looked = await sideBySide(resources, atATime, async (resource): Promise<Finding[]> => {
    const isGroup = resource.type.toLowerCase() === 'microsoft.resources/resourcegroups'
    let sight = await ask(isGroup || isGroupMissing ? above : scope, resource)
    // The group is not there yet: what is assigned to the subscription will hold in it.
    if (!isGroup && !isGroupMissing && scope !== above && isMissing(sight)) {
      isGroupMissing = true
      sight = await ask(above, resource)
    }
    return sight.isSeen ? denials(sight.value, resource) : [couldNotLook(resource.key, sight)]
  })
  return result(check, onePerReason(looked.flat()))
}

function question({ type, name, location, body }: Resource): Json {
  return { resourceDetails: { resourceContent: { ...Object(body), type, name, location } } }
}

function denials(answer: unknown, resource: Resource): Finding[] {
  return (
    listAt(answer, 'contentEvaluationResult', 'policyEvaluations')
      .filter((evaluation) => textAt(evaluation, 'evaluationResult')?.toLowerCase() === 'noncompliant')
      // Audits are only given to who asks for them; older versions do not say the effect.
      .filter((evaluation) => (textAt(evaluation, 'effectDetails', 'policyEffect') ?? 'Deny').toLowerCase() === 'deny')
      .map((evaluation) => denial(evaluation, resource))
  )
}

function denial(evaluation: unknown, { key }: Resource): Finding {
  const assignment = textAt(evaluation, 'policyInfo', 'policyAssignmentId') ?? 'an assignment that Azure does not name'
  const definition = textAt(evaluation, 'policyInfo', 'policyDefinitionId')
  const fields = listAt(evaluation, 'evaluationDetails', 'evaluatedExpressions')
    .filter((expression) => textAt(expression, 'result')?.toLowerCase() !== 'false')
    .flatMap((expression) => textAt(expression, 'path') ?? textAt(expression, 'expression') ?? [])
    .filter((field, index, all) => field !== 'type' && all.indexOf(field) === index)
  const because = fields.length === 0 ? '' : ` because of ${fields.join(', ')}`
  return fail('azure-policy', {
    subject: key,
    message: `The policy assignment ${assignment} denies it${because}.${definition === undefined ? '' : ` Its definition is ${definition}.`}`,
    remedy: `Ask the owner of the assignment for an exemption, or change in the request what decides${because === '' ? '' : `: ${fields.join(', ')}`}.`,
  })
}

/** Where nothing can be seen, that is the same for all resources, and is said once. */
function onePerReason(findings: readonly Finding[]): Finding[] {
  const unseen = findings.filter(({ verdict }) => verdict === 'warn')
  const [first] = unseen
  if (first === undefined || unseen.length === 1) return [...findings]
  return [
    ...findings.filter(({ verdict }) => verdict !== 'warn'),
    { ...first, subject: unseen.map(({ subject }) => subject).join(', ') },
  ]
}
