/**
 * `npm run migration -- NAME`: writes the migration from the schema of the last migration to schema.prisma. Each
 * migration keeps a copy of the schema that it leads to; the two files are compared. Prisma's engine nevertheless wants
 * to connect to some PostgreSQL, so PALISADE_DATABASE_URL has to name one. Nothing is read from it or written to it.
 */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { migrationNames, prismaFolder } from './migration-list.ts'
import { openSchemaEngine } from './schema-engine.ts'

const [name] = process.argv.slice(2)
const databaseUrl = process.env.PALISADE_DATABASE_URL
if (name === undefined || !/^[a-z0-9_]+$/.test(name) || databaseUrl === undefined) {
  console.error('Usage: PALISADE_DATABASE_URL=postgres://… npm run migration -- name_in_lower_case')
  process.exit(1)
}

const schemaFile = `${prismaFolder}schema.prisma`
const last = (await migrationNames()).at(-1)
const datamodel = async (path: string) => ({
  tag: 'schemaDatamodel' as const,
  files: [{ path, content: await readFile(path, 'utf8') }],
})
const engine = await openSchemaEngine(databaseUrl)
const { stdout } = await engine.diff({
  from: last === undefined ? { tag: 'empty' } : await datamodel(`${prismaFolder}migrations/${last}/schema.prisma`),
  to: await datamodel(schemaFile),
  script: true,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
})
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
const folder = `${prismaFolder}migrations/${stamp}_${name}`
await mkdir(folder)
await writeFile(`${folder}/migration.sql`, stdout ?? '')
await copyFile(schemaFile, `${folder}/schema.prisma`)
console.log(`Wrote ${folder}/migration.sql. Read it before you commit it.`)
process.exit(0)
