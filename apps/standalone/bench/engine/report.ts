import { median } from '../stage/statistics.ts'
import { type Column, table } from '../stage/table.ts'
import type { RunResult } from './plan.ts'

/** All runs of one engine under the same conditions. */
interface Group {
  readonly runs: readonly RunResult[]
  readonly first: RunResult
  /** Those of bare BullMQ under these conditions; empty where there are none. */
  readonly bullmq: readonly RunResult[]
}

type Value = (result: RunResult) => number

const stepsPerSecond: Value = ({ steps, makespanMs }) => (1_000 * steps) / makespanMs
const perStep =
  (of: Value): Value =>
  (result) =>
    of(result) / result.steps
const workerCpu = perStep(({ cpu }) => cpu.worker)
const databaseCpu = perStep(({ cpu }) => cpu.database)
const queueCpu = perStep(({ cpu }) => cpu.queue)
const allCpu = perStep(({ cpu }) => cpu.worker + cpu.database + cpu.queue)

const withSubmission = perStep(
  ({ cpu, submission }) =>
    cpu.worker + cpu.database + cpu.queue + submission.submitter + submission.database + submission.queue,
)

const named: readonly Column<Group>[] = [
  { heading: 'engine', of: ({ first }) => first.engine },
  { heading: 'gateway', of: ({ first }) => first.gateway },
  { heading: 'jobs', of: ({ first }) => first.jobs, digits: 0 },
  { heading: 'workers', of: ({ first }) => first.workers, digits: 0 },
  { heading: 'runs', of: ({ runs }) => runs.length, digits: 0 },
]

const columns: readonly Column<Group>[] = [
  ...named,
  { heading: 'makespan s', of: of(({ makespanMs }) => makespanMs / 1_000) },
  { heading: '/ critical path', of: of(({ makespanMs, criticalPathMs }) => makespanMs / criticalPathMs), digits: 3 },
  { heading: 'steps/s', of: of(stepsPerSecond), digits: 0 },
  { heading: 'x bullmq', of: ratio(stepsPerSecond) },
  { heading: 'CPU ms/step', of: of(allCpu) },
  { heading: 'x bullmq', of: ratio(allCpu) },
  { heading: 'worker', of: of(workerCpu) },
  { heading: 'database', of: of(databaseCpu) },
  // On Postgres the queue is in the database, and there is no way to tell the two apart.
  {
    heading: 'queue',
    of: ({ runs, first }) => (first.engine === 'ours-postgres' ? undefined : median(runs.map(queueCpu))),
  },
  { heading: 'worker MB', of: of(({ peakMemoryMb }) => peakMemoryMb), digits: 0 },
  { heading: 'reads/resource', of: of(perStep(({ reads }) => reads)) },
  { heading: 'commits/step', of: of(perStep(({ commits }) => commits)) },
  { heading: 'round trips/step', of: of(perStep(({ statements }) => statements)) },
  { heading: 'correct', of: ({ runs }) => (runs.every(({ wrong }) => wrong.length === 0) ? 'yes' : 'NO') },
  { heading: 'load', of: of(({ loadBefore }) => loadBefore), digits: 1 },
]

const submissionColumns: readonly Column<Group>[] = [
  ...named,
  { heading: 's', of: of(({ submission }) => submission.ms / 1_000) },
  { heading: 'CPU ms/job submitter', of: of(({ submission, jobs }) => submission.submitter / jobs) },
  { heading: 'database', of: of(({ submission, jobs }) => submission.database / jobs) },
  { heading: 'queue', of: of(({ submission, jobs }) => submission.queue / jobs) },
  { heading: 'CPU ms/step with it', of: of(withSubmission) },
  { heading: 'x bullmq', of: ratio(withSubmission) },
]

/** What the engines did, one row for each under the same conditions. */
export function resultsTable(results: readonly RunResult[]): string {
  return table(columns, groups(results))
}

/** What it cost to put the jobs in. */
export function submissionTable(results: readonly RunResult[]): string {
  return table(submissionColumns, groups(results.filter(({ submit }) => submit === 'before')))
}

function of(value: Value): (group: Group) => number {
  return ({ runs }) => median(runs.map(value))
}

function ratio(value: Value): (group: Group) => number | undefined {
  return ({ runs, bullmq }) => (bullmq.length === 0 ? undefined : median(runs.map(value)) / median(bullmq.map(value)))
}

function groups(results: readonly RunResult[]): Group[] {
  const conditions = ({ gateway, jobs, workers, submit }: RunResult): string =>
    `${gateway} ${jobs} ${workers} ${submit}`
  const grouped = Map.groupBy(results, (result) => `${conditions(result)} ${result.engine}`)
  return [...grouped.values()].flatMap((runs) => {
    const [first] = runs
    if (first === undefined) return []
    const alike = results.filter((other) => conditions(other) === conditions(first))
    return [{ runs, first, bullmq: alike.filter(({ engine }) => engine === 'bullmq') }]
  })
}
