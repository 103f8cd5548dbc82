import { type TemporaryDatabase, temporaryDatabase } from '@palisade/testkit'
import { afterAll, beforeAll } from 'vitest'
import { openStore, type Store } from '../../src/index.ts'

/** A store in a database of its own, for all tests of a file; there from the first test on. */
export function testStore(): { readonly store: Store } {
  let database: TemporaryDatabase
  let store: Store
  beforeAll(async () => {
    database = await temporaryDatabase()
    store = openStore({ databaseUrl: database.url, applicationName: 'test', poolSize: 20 })
  })
  afterAll(async () => {
    await store.close()
    await database.drop()
  })
  return {
    get store() {
      return store
    },
  }
}
