import type { Declared } from '@palisade/contract'
import type pg from 'pg'

/** One resource of a workspace: what was declared, and what came of it. */
export interface ResourceRecord {
  readonly key: string
  readonly declared: Declared
  /** False once a later blueprint has dropped it. */
  readonly isDeclared: boolean
  /** Whether a write was ever begun, so that something may exist. */
  readonly begun: boolean
  /** Whether Palisade made it. */
  readonly made: boolean
  /** SHA-256 of the body that was last applied; null when none was. */
  readonly appliedDigest: string | null
  /** The values that other resources need; null until they are known. */
  readonly outputs: Readonly<Record<string, string>> | null
  readonly removedAt: Date | null
}

/** The resources of a workspace, in the order in which they are declared. */
export async function listResources(client: pg.Pool | pg.PoolClient, workspaceId: string): Promise<ResourceRecord[]> {
  const { rows } = await client.query<ResourceRecord>(
    `SELECT key, declared, is_declared AS "isDeclared", begun, made, applied_digest AS "appliedDigest", outputs,
       removed_at AS "removedAt"
     FROM resource WHERE workspace_id = $1 ORDER BY ordinal`,
    [workspaceId],
  )
  return rows
}
