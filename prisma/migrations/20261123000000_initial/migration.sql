-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "workspace" (
    "id" TEXT NOT NULL,
    "project" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "resource_group" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "address_space" INET NOT NULL,
    "live_name" TEXT,
    "live_target" TEXT,
    "azure_id" TEXT NOT NULL,
    "request" JSONB NOT NULL,
    "blueprint" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(6),

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "error" JSONB,
    "last_event" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "step" (
    "id" TEXT NOT NULL,
    "job_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "resource_id" TEXT NOT NULL,
    "declared" JSONB NOT NULL,
    "depends_on" TEXT[],
    "unmet" INTEGER NOT NULL,
    "exclusive" TEXT[],
    "expected_seconds" INTEGER NOT NULL,
    "tail_seconds" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "handle" TEXT,
    "outputs" JSONB,
    "error" JSONB,
    "wake_at" TIMESTAMPTZ(6),
    "lease_token" INTEGER NOT NULL DEFAULT 0,
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(6),
    "started_at" TIMESTAMPTZ(6),
    "begun_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exclusive_claim" (
    "key" TEXT NOT NULL,
    "step_id" TEXT NOT NULL,

    CONSTRAINT "exclusive_claim_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "event" (
    "job_id" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "step" TEXT,
    "message" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "time" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_pkey" PRIMARY KEY ("job_id","sequence")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "time" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_record" (
    "key" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "job_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_record_pkey" PRIMARY KEY ("scope","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "workspace_live_name_key" ON "workspace"("live_name");

-- CreateIndex
CREATE UNIQUE INDEX "workspace_live_target_key" ON "workspace"("live_target");

-- CreateIndex
CREATE INDEX "workspace_created_at_id_idx" ON "workspace"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "job_workspace_id_created_at_idx" ON "job"("workspace_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "step_wake_at_idx" ON "step"("wake_at");

-- CreateIndex
CREATE UNIQUE INDEX "step_job_id_key_key" ON "step"("job_id", "key");

-- CreateIndex
CREATE INDEX "exclusive_claim_step_id_idx" ON "exclusive_claim"("step_id");

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step" ADD CONSTRAINT "step_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Beyond what Prisma's schema can say.

-- Two workspaces that live at the same time never share an address, whoever asks first.
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_address_space_apart"
  EXCLUDE USING gist ("address_space" inet_ops WITH &&) WHERE ("deleted_at" IS NULL);

-- The sweeper looks only at steps that somebody should look at.
DROP INDEX "step_wake_at_idx";
CREATE INDEX "step_wake_at_idx" ON "step"("wake_at") WHERE "wake_at" IS NOT NULL;

-- Who waits for the exclusive right that a step gives back.
CREATE INDEX "step_exclusive_idx" ON "step" USING gin ("exclusive") WHERE "state" = 'pending';
