import { type Static, Type } from 'typebox'
import { phases } from '../blueprint/phase.ts'
import { Finding } from '../checks/finding.ts'
import { verdicts } from '../checks/verdict.ts'
import { StepError } from '../errors/step-error.ts'

const closed = { additionalProperties: false } as const

export const jobTypes = ['create', 'delete', 'check', 'verify', 'sweep'] as const
export type JobType = (typeof jobTypes)[number]

export const jobStatuses = ['queued', 'running', 'canceling', 'succeeded', 'failed', 'canceled', 'stuck'] as const
export type JobStatus = (typeof jobStatuses)[number]

export const stepStates = ['pending', 'begun', 'succeeded', 'failed', 'stuck'] as const
export type StepState = (typeof stepStates)[number]

/** What a step does: one of the actions of a declaration, or reading it back to compare, or taking it away. */
export const stepActions = ['make', 'amend', 'adjust', 'read', 'await', 'check', 'observe', 'remove'] as const
export type StepAction = (typeof stepActions)[number]

const Time = Type.String({ format: 'date-time' })
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const StringEnum = <T extends readonly string[]>(values: T, options: object = {}) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...options })

export const StepView = Type.Object(
  {
    key: Type.String({ description: 'The declared resource: network/egress-routes.' }),
    kind: Type.String({ description: 'The Azure resource type; Palisade/checks for what is only looked at.' }),
    action: StringEnum(stepActions, {
      description:
        'adjust: changes an existing resource. await: waits for a resource that others create. check: looks for what would make the job fail. observe: reads the resource back and compares it with its declaration.',
    }),
    resourceId: Type.String(),
    state: StringEnum(stepStates),
    attempts: Type.Integer({ description: 'How often it was begun.' }),
    waitsFor: Type.Array(Type.String(), { description: 'Keys of the steps that have to succeed first and have not.' }),
    startedAt: Nullable(Time),
    finishedAt: Nullable(Time),
    nextTryAt: Nullable(Time),
    error: Nullable(StepError),
    findings: Type.Array(Finding, { description: 'What a check or an observation found; empty for every other step.' }),
  },
  { ...closed, title: 'Step' },
)
export type StepView = Static<typeof StepView>

export const PhaseView = Type.Object(
  {
    phase: StringEnum(phases),
    percent: Type.Integer({ minimum: 0, maximum: 100 }),
    state: StringEnum(['pending', 'running', 'succeeded', 'failed', 'stuck'] as const),
    steps: Type.Array(StepView),
  },
  { ...closed, title: 'Phase' },
)
export type PhaseView = Static<typeof PhaseView>

/** A job as its watcher sees it. */
export const JobView = Type.Object(
  {
    id: Type.String(),
    type: StringEnum(jobTypes, {
      description: 'sweep: some time after a deletion, looks once more whether anything of the workspace is left.',
    }),
    workspaceId: Nullable(Type.String({ description: 'Null for a check that was asked for by itself.' })),
    status: StringEnum(jobStatuses, { description: 'New values may be added; rely on "done".' }),
    done: Type.Boolean(),
    percent: Type.Integer({ minimum: 0, maximum: 100, description: 'Weighted by how long the steps usually take.' }),
    createdAt: Time,
    startedAt: Nullable(Time),
    finishedAt: Nullable(Time),
    error: Nullable(StepError),
    verdict: Nullable(
      StringEnum(verdicts, { description: 'The worst that the checks found. Null until the last of them has ended.' }),
    ),
    phases: Type.Array(PhaseView),
    lastEvent: Type.Integer({ description: 'The sequence number of the newest event.' }),
    links: Type.Object({ self: Type.String(), events: Type.String(), workspace: Nullable(Type.String()) }, closed),
  },
  { ...closed, $id: 'Job', title: 'Job' },
)
export type JobView = Static<typeof JobView>
