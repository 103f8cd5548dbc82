import type { Finding } from '@palisade/contract'
import type { Tx } from '../transaction.ts'
import { appendEvent } from './append-event.ts'

/** Appends an event for each thing that a check saw, so that a watcher hears of a warning that fails nothing. */
export async function appendFindings(
  tx: Tx,
  step: { readonly jobId: string; readonly key: string },
  findings: readonly Finding[],
): Promise<void> {
  for (const finding of findings) {
    await appendEvent(tx, {
      jobId: step.jobId,
      type: 'step.found',
      step: step.key,
      message: `${step.key}: ${finding.verdict}: ${finding.message}`,
      data: { finding },
    })
  }
}
