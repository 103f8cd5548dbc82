import type { Prisma } from './generated/client.ts'

/** A value as Prisma wants a JSON column: by way of its text, which is what the database stores anyway. */
export function jsonColumn(value: unknown): Prisma.InputJsonValue {
  const parsed: Prisma.InputJsonValue = JSON.parse(JSON.stringify(value))
  return parsed
}
