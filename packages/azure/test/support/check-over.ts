import { type CheckResult, type CheckSubject, checkKind, worstVerdict } from '@palisade/contract'
import type { Gateway } from '../../src/gateway.ts'
import { type Answer, type Sent, scriptedAzure } from './scripted-azure.ts'

/** What Azure answers, by `GET /path` with the path's end or a part of it; the first that fits. A list is one page. */
export type Script = Readonly<Record<string, Answer | Answer['body'] | ((sent: Sent) => Answer)>>

const nothingThere: Answer = {
  status: 404,
  body: { error: { code: 'ResourceNotFound', message: 'It was not found.' } },
}
export const noAccess: Answer = {
  status: 403,
  body: {
    error: { code: 'AuthorizationFailed', message: 'The client does not have authorization to perform action.' },
  },
}

/** Runs a check over an Azure that answers so. What the script does not name is not there. */
export async function checkOver(
  subject: CheckSubject,
  script: Script,
  workspaceId?: string,
): Promise<CheckResult & { readonly sent: readonly Sent[] }> {
  const { gateway, sent } = await scriptedAzure((one) => {
    const asked = `${one.method} ${one.path}`
    const [, answer] = Object.entries(script).find(([part]) => fits(asked, part)) ?? []
    if (answer === undefined) return nothingThere
    if (typeof answer === 'function') return answer(one)
    return isAnswer(answer) ? answer : { status: 200, body: answer }
  })
  return { ...(await checkWith(gateway, subject, workspaceId)), sent }
}

/** Makes a check as a step does, and says its findings as a result. */
export async function checkWith(
  gateway: Gateway,
  subject: CheckSubject,
  workspaceId = 'ws-of-nobody',
): Promise<CheckResult> {
  const name = subject.check
  const id = `/subscriptions/${subject.subscription}`
  const progress = await gateway.begin(
    { kind: checkKind, action: 'check', name, id, body: JSON.parse(JSON.stringify(subject)), workspaceId },
    { resuming: false },
  )
  const findings = progress.done ? [...(progress.findings ?? [])] : []
  return { check: name, verdict: worstVerdict(findings.map(({ verdict }) => verdict)), findings }
}

function fits(asked: string, part: string): boolean {
  const [method = '', path = ''] = part.split(' ')
  return asked.startsWith(`${method} `) && asked.toLowerCase().endsWith(path.toLowerCase())
}

function isAnswer(value: Answer | Answer['body']): value is Answer {
  return typeof value === 'object' && value !== null && 'status' in value && typeof value.status === 'number'
}
