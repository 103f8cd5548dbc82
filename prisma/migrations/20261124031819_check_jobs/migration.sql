-- AlterTable
ALTER TABLE "job" ALTER COLUMN "workspace_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "step" ADD COLUMN     "findings" JSONB;

-- AlterTable
ALTER TABLE "idempotency_record" ALTER COLUMN "workspace_id" DROP NOT NULL;
