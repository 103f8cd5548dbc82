import { Refusal } from '../problems/refusal.ts'

/** Where a page of workspaces begins: behind this one. */
export interface Position {
  readonly createdAt: Date
  readonly id: string
}

/** Writes a position so that nobody is tempted to build one. */
export function cursorOf(position: Position): string {
  return Buffer.from(`${position.createdAt.toISOString()} ${position.id}`).toString('base64url')
}

/** Reads a cursor of ours; throws the refusal of any other. */
export function positionOf(cursor: string): Position {
  const match = /^(\S{24}) ([A-Za-z0-9_-]{1,64})$/.exec(Buffer.from(cursor, 'base64url').toString())
  const [, time, id] = match ?? []
  const createdAt = new Date(time ?? Number.NaN)
  if (id === undefined || Number.isNaN(createdAt.getTime()) || cursorOf({ createdAt, id }) !== cursor) {
    throw new Refusal('invalid-cursor')
  }
  return { createdAt, id }
}
