import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { type Cluster, startCluster } from './cluster.ts'

/** A migrated database that only one test file uses. */
export interface TemporaryDatabase {
  readonly url: string
  drop(): Promise<void>
}

const template = 'palisade_template'

/** The cluster of this process, where nobody provides one for the whole run. */
let own: Promise<Cluster> | undefined

/**
 * A fresh, migrated database. Inside a run of `npm test` it comes from the one cluster of the run (see
 * `run/global-setup.ts`); outside, the first call starts a cluster that ends with the process.
 */
export async function temporaryDatabase(): Promise<TemporaryDatabase> {
  const provided = process.env.PALISADE_TEST_POSTGRES
  const base = provided ?? (await startOwn())
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await withAdmin(base, async (admin) => {
    // One at a time: a template cannot be copied while somebody is connected to it.
    await admin.query('SELECT pg_advisory_lock(42)')
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])
    if (rowCount === 0) {
      await admin.query(`CREATE DATABASE ${template}_new`)
      await migrate(databaseUrl(base, `${template}_new`))
      await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${template}_new'`)
      await admin.query(`ALTER DATABASE ${template}_new RENAME TO ${template}`)
    }
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  })
  return {
    url: databaseUrl(base, name),
    drop: () =>
      withAdmin(base, async (admin) => void (await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  }
}

/** Runs the command that migrates a database. Not imported: the store's own tests use this package. */
async function migrate(url: string): Promise<void> {
  const main = fileURLToPath(new URL('../../../store/src/migrations/main.ts', import.meta.url))
  await promisify(execFile)(process.execPath, [main], { env: { ...process.env, PALISADE_DATABASE_URL: url } })
}

async function startOwn(): Promise<string> {
  own ??= startCluster()
  return (await own).url('postgres')
}

async function withAdmin(base: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: base })
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}

function databaseUrl(base: string, database: string): string {
  const url = new URL(base)
  url.pathname = `/${database}`
  return url.href
}
