import type { Blueprint } from '@palisade/contract'
import type { Store } from '../open-store.ts'
import { readBlueprint } from './read-blueprint.ts'

/** What a workspace consists of; null when there is no such workspace, or when it is deleted. */
export async function findBlueprint(store: Store, id: string): Promise<Blueprint | null> {
  const prisma = await store.prisma()
  const row = await prisma.workspace.findFirst({ where: { id, deletedAt: null }, select: { blueprint: true } })
  return row === null ? null : readBlueprint(row.blueprint)
}
