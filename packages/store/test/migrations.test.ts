import { readdir, readFile } from 'node:fs/promises'
import { type TemporaryDatabase, temporaryDatabase } from '@palisade/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../src/index.ts'

const prisma = new URL('../../../prisma/', import.meta.url)

let database: TemporaryDatabase
beforeAll(async () => {
  database = await temporaryDatabase()
})
afterAll(() => database.drop())

test('a migrated database needs no further migration', async () => {
  expect(await migrate(database.url)).toEqual([])
})

// The next migration is written from this copy: a schema that was changed without one would be lost.
test('the newest migration leads to the schema as it stands', async () => {
  const entries = await readdir(new URL('migrations/', prisma), { withFileTypes: true })
  const newest = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .at(-1)
  expect(await readFile(new URL(`migrations/${newest}/schema.prisma`, prisma), 'utf8')).toBe(
    await readFile(new URL('schema.prisma', prisma), 'utf8'),
  )
})
