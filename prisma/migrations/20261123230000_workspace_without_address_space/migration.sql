-- AlterTable
ALTER TABLE "workspace" ALTER COLUMN "address_space" DROP NOT NULL;
