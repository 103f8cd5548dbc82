import { randomUUID } from 'node:crypto'

/** An id that nobody else has and that says what it is of: ws_1f6c... */
export function newId(prefix: 'ws' | 'job'): string {
  return `${prefix}_${randomUUID().replaceAll('-', '')}`
}
