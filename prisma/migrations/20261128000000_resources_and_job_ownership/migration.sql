-- Workers own whole jobs, and what exists for a workspace has a row. A worker of the version before may go on during the
-- migration: its columns stay, and it finds no step whose lease never ends.

-- All of it or nothing: a worker that is still at work must never meet half of it.
BEGIN;

-- The longest lock first. It waits for the worker's open transactions, which last for milliseconds.
LOCK TABLE "workspace", "job", "step", "event" IN SHARE ROW EXCLUSIVE MODE;

-- CreateTable
CREATE TABLE "resource" (
    "workspace_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "arm_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "declared" JSONB NOT NULL,
    "is_declared" BOOLEAN NOT NULL DEFAULT true,
    "begun" BOOLEAN NOT NULL DEFAULT false,
    "made" BOOLEAN NOT NULL DEFAULT false,
    "applied_digest" TEXT,
    "outputs" JSONB,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "resource_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateTable
CREATE TABLE "worker" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "jobs" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "worker_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN "swept_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "job" ADD COLUMN "worker_id" BIGINT, ADD COLUMN "layout" SMALLINT NOT NULL DEFAULT 1,
  ADD COLUMN "pruned" SMALLINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "step" ADD COLUMN "waits_for" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
  ADD COLUMN "begins_after_error" BOOLEAN NOT NULL DEFAULT false,
  ALTER COLUMN "declared" DROP NOT NULL,
  ALTER COLUMN "unmet" SET DEFAULT 0;

-- A check of each row against its job is paid for with every event, and only one statement writes them, after it has
-- locked the job's row.
-- DropForeignKey
ALTER TABLE "step" DROP CONSTRAINT "step_job_id_fkey";
ALTER TABLE "event" DROP CONSTRAINT "event_job_id_fkey";

-- DropIndex
DROP INDEX "step_job_id_key_key";
-- What moves with every step would forbid PostgreSQL to update rows in place.
DROP INDEX "step_wake_at_idx";
DROP INDEX "step_exclusive_idx";

-- CreateIndex
CREATE UNIQUE INDEX "step_job_id_action_key_key" ON "step"("job_id", "action", "key");

-- CreateIndex
CREATE INDEX "idempotency_record_created_at_idx" ON "idempotency_record"("created_at");

-- CreateIndex
CREATE INDEX "audit_entry_time_idx" ON "audit_entry"("time");

-- Beyond what Prisma's schema can say.

-- A workspace has at most one job at a time, whoever asks first.
CREATE UNIQUE INDEX "job_of_workspace" ON "job"("workspace_id") WHERE "finished_at" IS NULL;
-- The jobs that wait for a worker, and those of one worker. Neither index changes while a job runs.
CREATE INDEX "job_waiting" ON "job"("created_at") WHERE "worker_id" IS NULL AND "finished_at" IS NULL;
CREATE INDEX "job_of_worker" ON "job"("worker_id") WHERE "worker_id" IS NOT NULL;
-- What was deleted, and is looked for once more.
CREATE INDEX "workspace_to_sweep" ON "workspace"("deleted_at") WHERE "deleted_at" IS NOT NULL AND "swept_at" IS NULL;
-- What has ended and was not pruned yet, oldest first.
CREATE INDEX "job_to_prune" ON "job"("finished_at") WHERE "pruned" < 2 AND "finished_at" IS NOT NULL;

-- Room on each page, so that an update stays on it.
ALTER TABLE "step" SET (fillfactor = 70);
ALTER TABLE "job" SET (fillfactor = 70);
ALTER TABLE "resource" SET (fillfactor = 70);

-- What was deleted before this is not looked for.
UPDATE "workspace" SET "swept_at" = "deleted_at" WHERE "deleted_at" IS NOT NULL;

-- What exists so far stands in the steps of the jobs that created it.
INSERT INTO "resource" (workspace_id, key, ordinal, arm_id, kind, action, declared, begun, made, outputs, removed_at)
SELECT job.workspace_id, step.key, step.ordinal, step.resource_id, step.kind, step.action,
  (step.declared - 'how') || jsonb_build_object('action', step.action),
  step.attempts > 0,
  step.action = 'make' AND step.state = 'succeeded' AND NOT coalesce(step.outputs ? 'preexisting', false),
  step.outputs,
  workspace.deleted_at
FROM "step" JOIN "job" ON job.id = step.job_id JOIN "workspace" ON workspace.id = job.workspace_id
WHERE job.type = 'create' AND step.action <> 'check'
ON CONFLICT DO NOTHING;

COMMIT;
