import type { JobView, StepView } from '@palisade/contract'
import colors from 'picocolors'

const barWidth = 24

/**
 * A job as lines for a terminal: a bar for each phase and, as far as the room goes, the steps that are running.
 * @param name of the workspace
 */
export function pictureOf(job: JobView, name: string, room: { columns: number; rows: number }): string[] {
  const running = job.phases.flatMap(({ steps }) => steps).filter(isRunning)
  const left = job.phases.flatMap(({ steps }) => steps).filter(({ state }) => state !== 'succeeded').length
  const lines = [
    `${colors.bold(`${job.type} ${name}`)}  ${bar(job.percent, 'running')} ${job.percent} %  ${left} steps to go`,
    ...job.phases.map(({ phase, percent, state }) => `  ${phase.padEnd(12)} ${bar(percent, state)} ${marks[state]}`),
  ]
  // The last row stays free: a terminal scrolls when it is written, and the picture would climb.
  const free = room.rows - lines.length - 1
  const shown = running.length <= free ? running : running.slice(0, Math.max(0, free - 1))
  lines.push(...shown.map((step) => stepLine(step, room.columns)))
  if (shown.length < running.length) lines.push(colors.dim(`  and ${running.length - shown.length} more at work`))
  return lines.slice(0, Math.max(1, room.rows - 1))
}

const marks: Record<JobView['phases'][number]['state'], string> = {
  pending: '',
  running: '',
  succeeded: colors.green('done'),
  failed: colors.red('failed'),
  stuck: colors.red('stuck'),
}

/** At work, or about to be tried again. */
function isRunning(step: StepView): boolean {
  return step.state === 'begun' || step.nextTryAt !== null || step.state === 'failed' || step.state === 'stuck'
}

function stepLine(step: StepView, columns: number): string {
  const text = step.error === null ? step.key : `${step.key}: ${step.error.message}`
  const isLong = text.length > columns - 6
  return `  ${step.error === null ? colors.cyan('·') : colors.yellow('!')} ${isLong ? `${text.slice(0, columns - 7)}…` : text}`
}

function bar(percent: number, state: string): string {
  const full = Math.round((percent * barWidth) / 100)
  const color =
    state === 'succeeded' ? colors.green : state === 'failed' || state === 'stuck' ? colors.red : colors.cyan
  return `${color('█'.repeat(full))}${colors.dim('░'.repeat(barWidth - full))}`
}
