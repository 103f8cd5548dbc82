-- AlterTable
ALTER TABLE "step" ADD COLUMN     "admitted_at" TIMESTAMPTZ(6);
