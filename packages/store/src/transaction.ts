import pg from 'pg'
import { isDatabaseAway } from './errors/is-database-away.ts'
import type { Store } from './open-store.ts'

/** A connection with an open transaction. */
export type Tx = pg.PoolClient

/** PostgreSQL asks to try these again: serialization failure and deadlock. */
const tryAgain = new Set(['40001', '40P01'])

/**
 * Runs `work` in one transaction. An error rolls back and is thrown on; a deadlock, which two jobs on shared resources
 * can meet, is tried again.
 */
export async function transaction<T>(store: Store, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const tx = await store.pool.connect()
    let broken: Error | undefined
    // A connection that breaks between two statements says why only here.
    const onError = (error: Error) => {
      broken = error
    }
    tx.on('error', onError)
    try {
      await tx.query('BEGIN')
      const result = await work(tx)
      await tx.query('COMMIT')
      return result
    } catch (error) {
      // Of a connection that broke, the statement after it says less than the break itself.
      if (broken !== undefined) throw broken
      // Nobody would answer a rollback: the server rolls back when the connection is gone.
      if (error instanceof Error && isDatabaseAway(error)) broken = error
      else await tx.query('ROLLBACK').catch((failure: Error) => (broken = failure))
      if (!(error instanceof pg.DatabaseError && tryAgain.has(error.code ?? '') && attempt < 5)) throw error
    } finally {
      tx.off('error', onError)
      // A connection on which not even a rollback worked must not be handed to anyone.
      tx.release(broken)
    }
  }
}
