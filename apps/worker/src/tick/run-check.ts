import { type Finding, storable } from '@palisade/contract'
import { errorOfFindings } from '@palisade/engine'
import { type LeasedStep, recordFailed, recordSucceeded } from '@palisade/store'
import { noteStopped } from './note-stopped.ts'
import { recover } from './recover.ts'
import type { TickContext } from './tick-context.ts'
import { takeTurn } from './wait-for-turn.ts'

/**
 * Makes one check: asks Azure, records everything that was seen, and lets the step fail where something would make the
 * job fail. There is nothing to poll, and nothing to find of an earlier attempt.
 */
export async function runCheck(context: TickContext, step: LeasedStep, signal: AbortSignal): Promise<string[]> {
  const { gateway, store } = context
  const startedAt = performance.now()
  takeTurn(context, step)
  let found: readonly Finding[]
  try {
    const resource = { ...step.declared, workspaceId: step.workspaceId }
    const progress = await gateway.begin(resource, { resuming: false, abortSignal: signal })
    found = (progress.done ? progress.findings : undefined) ?? []
  } catch (error) {
    if (!signal.aborted) return await recover(context, step, performance.now() - startedAt, error)
    noteStopped(context, step)
    return []
  }

  const findings = found.map(storableFinding)
  const error = errorOfFindings(findings)
  if (error === undefined) return await recordSucceeded(store, step, { outputs: {}, findings })
  context.log.warn({ job: step.jobId, step: step.key, code: error.code, message: error.message }, 'found a hindrance')
  return await recordFailed(store, step, 'fail', error, findings)
}

function storableFinding(finding: Finding): Finding {
  const { subject, message, remedy } = finding
  return { ...finding, subject: storable(subject), message: storable(message), remedy: storable(remedy) }
}
