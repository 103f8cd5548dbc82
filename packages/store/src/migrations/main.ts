/** `node packages/store/src/migrations/main.ts`: migrates the database of PALISADE_DATABASE_URL. One process does it at each deployment. */
import { migrate } from './migrate.ts'

const databaseUrl = process.env.PALISADE_DATABASE_URL
if (databaseUrl === undefined) {
  console.error('PALISADE_DATABASE_URL is not set: postgres://user:password@host:5432/database')
  process.exit(1)
}
const applied = await migrate(databaseUrl)
console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`)
// The engine in WebAssembly keeps its connections open; there is nothing left to do.
process.exit(0)
