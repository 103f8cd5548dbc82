import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type TemporaryDatabase, temporaryDatabase } from '@palisade/testkit'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from '../src/index.ts'
import { migrationNames, prismaFolder } from '../src/migrations/migration-list.ts'

let database: TemporaryDatabase
let client: pg.Client
beforeEach(async () => {
  database = await temporaryDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})
afterEach(async () => {
  await client.end()
  await database.drop()
})

/** Takes a migrated database back to what the first version of the program made of an empty one. */
async function backToFirstMigration(): Promise<void> {
  const [first] = await migrationNames()
  await client.query(`CREATE SCHEMA kept; ALTER TABLE _prisma_migrations SET SCHEMA kept; DROP SCHEMA public CASCADE`)
  await client.query('DELETE FROM kept._prisma_migrations WHERE migration_name <> $1', [first])
  await client.query(await readFile(`${prismaFolder}migrations/${first}/migration.sql`, 'utf8'))
  await client.query('ALTER TABLE kept._prisma_migrations SET SCHEMA public; DROP SCHEMA kept')
}

/** As at a deployment, in a process of its own: the engine keeps its connections until the process ends. */
async function upgrade(): Promise<void> {
  const main = fileURLToPath(new URL('../src/migrations/main.ts', import.meta.url))
  await promisify(execFile)(process.execPath, [main], { env: { ...process.env, PALISADE_DATABASE_URL: database.url } })
}

async function insert(id: string, addressSpace: string | null): Promise<void> {
  await client.query(
    `INSERT INTO workspace
       (id, project, name, status, subscription_id, resource_group, region, address_space, azure_id, request, blueprint)
     VALUES ($1, 'p', $1, 'ready', 's', 'g', 'westeurope', $2, '/a', '{}', '{}')`,
    [id, addressSpace],
  )
}

test('a database of the first version keeps what it holds, and its ranges stay apart', async () => {
  await backToFirstMigration()
  await insert('old', '10.1.0.0/20')
  await expect(insert('none', null)).rejects.toThrow('null value')

  await upgrade()
  expect(await migrate(database.url)).toEqual([])
  await insert('none', null)
  await insert('none-too', null)
  await expect(insert('other', '10.1.8.0/21')).rejects.toThrow('workspace_address_space_apart')
  const { rows } = await client.query('SELECT id, address_space::text FROM workspace ORDER BY id')
  expect(rows).toEqual([
    { id: 'none', address_space: null },
    { id: 'none-too', address_space: null },
    { id: 'old', address_space: '10.1.0.0/20' },
  ])
})
