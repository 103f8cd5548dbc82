import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg'

/** Where `schema.prisma` and the migrations are. */
export const prismaFolder = fileURLToPath(new URL('../../../../prisma/', import.meta.url))

const baseDir = `${prismaFolder}migrations`

/** The migrations of this version of the program, oldest first. */
export async function migrationNames(): Promise<string[]> {
  const entries = await readdir(baseDir, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** The migrations with their text, in the form in which Prisma's engine takes them. */
export async function migrationList(): Promise<MigrationList> {
  const names = await migrationNames()
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: await readFile(`${baseDir}/migration_lock.toml`, 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(`${baseDir}/${name}/migration.sql`, 'utf8') },
        },
      })),
    ),
  }
}
