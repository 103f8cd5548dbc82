import pg from 'pg'

/**
 * A client whose broken connection never ends the process. A break shows in the query that is under way or in the next
 * one. node-postgres also emits it as `error`, and that event ends the process while nobody listens: between two
 * owners of a pooled client, and until a promise that waited for the client has been resumed.
 */
export class CalmClient extends pg.Client {
  override emit(event: string | symbol, ...values: unknown[]): boolean {
    if (event === 'error' && this.listenerCount('error') === 0) return false
    return super.emit(event, ...values)
  }
}

/**
 * Ends a client that comes back to its pool while the server still owes an answer: its next user would wait
 * behind a query that timed out. The pool drops clients that are ending.
 */
export function dropUnanswered(client: pg.ClientBase): void {
  const isAnswered = 'readyForQuery' in client && client.readyForQuery === true
  if (!isAnswered && client instanceof pg.Client) client.end().catch(() => {})
}
