import type { JobType, WorkspaceRequest } from '@palisade/contract'
import { jobTypeRows, type PlannedStep } from '@palisade/engine'
import pg from 'pg'
import type { JobRecord, StepRecord } from '../records.ts'

/** A job to be written down, of any type. */
export interface NewJob {
  readonly id: string
  readonly type: JobType
  /** The workspace that it is about; null for a check, which is about none. */
  readonly workspaceId: string | null
  readonly steps: readonly PlannedStep[]
  /** Who asks, for the audit log. */
  readonly actor: string
  readonly idempotency?: { readonly scope: string; readonly key: string; readonly fingerprint: string }
}

/** A workspace that comes to be with its job. */
export interface NewWorkspace {
  readonly request: WorkspaceRequest
  /** Of the blueprint: everything but its resources, which get rows of their own. */
  readonly blueprint: object
  readonly resources: readonly {
    readonly key: string
    readonly id: string
    readonly kind: string
    readonly action: string
  }[]
  /** The ARM id of the Azure ML workspace. */
  readonly azureId: string
}

/** A job that has just been written. */
export interface OpenedJob {
  readonly job: JobRecord
  readonly steps: StepRecord[]
}

/** Something that must be unique is there already. The names are those of the database's constraints. */
export class Conflict extends Error {
  readonly constraint: string
  constructor(constraint: string, cause: unknown) {
    super(`conflicts with ${constraint}`, { cause })
    this.name = 'Conflict'
    this.constraint = constraint
  }
}

const insertWorkspace = `new_workspace AS (
  INSERT INTO workspace (id, project, name, status, subscription_id, resource_group, region, address_space, live_name,
    live_target, azure_id, request, blueprint)
  SELECT $2, w.project, w.name, $9, w.subscription, w."group", w.region, w.range::inet, w.live_name, w.live_target, w.azure_id, w.request, w.blueprint
  FROM json_to_record($10) AS w(project text, name text, subscription text, "group" text, region text, range text,
    live_name text, live_target text, azure_id text, request jsonb, blueprint jsonb)
), new_resources AS (
  INSERT INTO resource (workspace_id, key, ordinal, arm_id, kind, action, declared)
  SELECT $2, d->>'key', n - 1, d->>'id', d->>'kind', d->>'action', d
  FROM jsonb_array_elements($11::jsonb) WITH ORDINALITY AS declared(d, n)
)`

const updateWorkspace = `changed_workspace AS (
  UPDATE workspace SET status = $9, updated_at = now() WHERE id = $2
)`

const insertJob = `new_job AS (
  INSERT INTO job (id, workspace_id, type, status, last_event, layout) VALUES ($1::text, $2::text, $3, 'queued', 1, 2)
), new_steps AS (
  INSERT INTO step (id, job_id, ordinal, key, phase, kind, action, resource_id, declared, waits_for, exclusive,
    begins_after_error, expected_seconds, tail_seconds, state, lease_until)
  SELECT $1 || '.' || s.o, $1, s.o, s.key, s.phase, s.kind, s.action, s.id, s.declared, s.waits, s.exclusive, s.after_error,
    s.expected, s.tail, 'pending', 'infinity'
  FROM json_to_recordset($4) AS s(o int, key text, phase text, kind text, action text, id text, declared jsonb, waits int[],
    exclusive text[], after_error boolean, expected int, tail int)
), first_event AS (
  INSERT INTO event (job_id, sequence, type, message, data)
  VALUES ($1, 1, 'job.queued', 'The job is queued.', json_build_object('steps', $5::int))
), audited AS (
  INSERT INTO audit_entry (actor, action, target, outcome, data)
  VALUES ($6, $7, coalesce($2, $1), 'accepted', json_build_object('jobId', $1::text))
), remembered AS (
  INSERT INTO idempotency_record (scope, key, fingerprint, workspace_id, job_id)
  SELECT k.scope, k.key, k.fingerprint, $2, $1 FROM json_to_record($8) AS k(scope text, key text, fingerprint text)
  WHERE $8 IS NOT NULL
)`

const ending = 'SELECT now() AS time'

const statements = {
  none: { name: 'open-job', text: `WITH ${insertJob} ${ending}` },
  new: { name: 'open-job-of-new-workspace', text: `WITH ${insertWorkspace}, ${insertJob} ${ending}` },
  existing: { name: 'open-job-of-workspace', text: `WITH ${updateWorkspace}, ${insertJob} ${ending}` },
}

/**
 * Writes a job with its steps, first event, audit entry and idempotency record, and with a new workspace that workspace
 * and its resources: all in one statement, or nothing.
 * @returns what has been written, without reading it back.
 * @throws Conflict when something that must be unique is there already. Nothing is written then.
 */
export async function openJob(
  client: pg.Pool | pg.PoolClient,
  job: NewJob,
  workspace?: NewWorkspace,
): Promise<OpenedJob> {
  const { during, auditAction } = jobTypeRows[job.type]
  const values: unknown[] = [
    job.id,
    job.workspaceId,
    job.type,
    JSON.stringify(job.steps.map((step, ordinal) => stepRow(step, ordinal, job.workspaceId !== null))),
    job.steps.length,
    job.actor,
    auditAction,
    job.idempotency === undefined ? null : JSON.stringify(job.idempotency),
  ]
  const hasStatus = job.workspaceId !== null && during !== undefined
  const statement = workspace !== undefined ? statements.new : hasStatus ? statements.existing : statements.none
  if (hasStatus) values.push(during)
  if (workspace !== undefined) values.push(JSON.stringify(workspaceRow(workspace)), JSON.stringify(workspace.resources))
  try {
    const { rows } = await client.query<{ time: Date }>({ ...statement, values })
    const createdAt = rows[0]?.time
    if (createdAt === undefined) throw new Error(`The job ${job.id} was not written.`)
    return { job: jobRecord(job, createdAt), steps: stepRecords(job.steps) }
  } catch (error) {
    // Unique and exclusion constraints.
    if (error instanceof pg.DatabaseError && (error.code === '23505' || error.code === '23P01')) {
      throw new Conflict(error.constraint ?? '', error)
    }
    throw error
  }
}

function stepRow(step: PlannedStep, ordinal: number, hasResources: boolean) {
  const { key, phase, kind, id } = step.declared
  const isOfResource = hasResources && step.declared.action !== 'check'
  return {
    o: ordinal,
    key,
    phase,
    kind,
    action: step.action,
    id,
    ...(isOfResource ? {} : { declared: step.declared }),
    waits: step.waitsFor,
    exclusive: step.exclusive,
    after_error: step.beginsAfterError,
    expected: Math.ceil(step.expectedSeconds),
    tail: Math.ceil(step.tailSeconds),
  }
}

function jobRecord({ id, type, workspaceId }: NewJob, createdAt: Date): JobRecord {
  const never = { error: null, startedAt: null, finishedAt: null }
  return { id, type, workspaceId, status: 'queued', createdAt, lastEvent: 1, ...never }
}

function stepRecords(steps: readonly PlannedStep[]): StepRecord[] {
  return steps.map(({ key, action, declared, waitsFor, expectedSeconds }) => ({
    key,
    phase: declared.phase,
    kind: declared.kind,
    action,
    resourceId: declared.id,
    state: 'pending',
    attempts: 0,
    waitsFor: waitsFor.flatMap((ordinal) => steps[ordinal]?.key ?? []),
    expectedSeconds: Math.ceil(expectedSeconds),
    startedAt: null,
    finishedAt: null,
    wakeAt: null,
    error: null,
    findings: [],
  }))
}

function workspaceRow({ request, blueprint, azureId }: NewWorkspace) {
  return {
    project: request.project,
    name: request.name,
    subscription: request.subscriptionId,
    group: request.resourceGroup,
    region: request.region,
    // None where nothing is cut: without a network, or where all subnets exist. It is in nobody's way then.
    range: request.network?.addressSpace ?? null,
    ...liveNames(request),
    azure_id: azureId,
    request,
    blueprint,
  }
}

/** What is unique among the workspaces that live. */
export function liveNames(request: WorkspaceRequest): { readonly live_name: string; readonly live_target: string } {
  return {
    live_name: `${request.project}/${request.name}`,
    live_target: `${request.subscriptionId}/${request.resourceGroup}/${request.name}`.toLowerCase(),
  }
}
