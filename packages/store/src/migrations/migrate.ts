import pg from 'pg'
import { migrationList, migrationNames } from './migration-list.ts'

/** Any number, the same in every process: who holds it migrates, the others wait. */
const advisoryLock = 7_252_331

/**
 * Brings the database to the schema of this version. Safe to call from several processes at once; when nothing is to
 * be done it costs one query. Returns the names of the migrations that were applied.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'palisade-migrate' })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock])
    if ((await unapplied(client)).length === 0) return []
    // Loaded only when needed: the engine takes a second and 60 MB.
    const { openSchemaEngine } = await import('./schema-engine.ts')
    const engine = await openSchemaEngine(databaseUrl)
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: await migrationList(),
      filters: { externalTables: [], externalEnums: [] },
    })
    engine.free()
    return appliedMigrationNames
  } finally {
    await client.end()
  }
}

async function unapplied(client: pg.Client): Promise<string[]> {
  const names = await migrationNames()
  const { rows: tables } = await client.query(`SELECT to_regclass('_prisma_migrations') AS history`)
  if (tables[0]?.history === null) return names
  const { rows } = await client.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  )
  const applied = new Set(rows.map((row) => row.migration_name))
  return names.filter((name) => !applied.has(name))
}
