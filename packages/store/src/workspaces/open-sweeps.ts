import { planRemoval } from '@palisade/engine'
import { openJob } from '../jobs/open-job.ts'
import type { Store } from '../open-store.ts'
import { listResources } from '../resources/list-resources.ts'
import { transaction } from '../transaction.ts'

/** Who the audit log names for what nobody asked for. */
const actor = 'palisade'

/**
 * Opens a job for each workspace that was deleted a while ago, which looks for everything that was ever begun for it and
 * removes what is there. A call that was sent before its worker died may reach Azure after the deletion has looked; no
 * fence can stop that one. Any number of workers may ask; each workspace is swept once.
 * @param afterMs how long ago it was deleted, at least: longer than a request may be on its way.
 * @param newId makes the id of a job.
 * @returns the jobs.
 */
export async function openSweeps(store: Store, afterMs: number, newId: () => string): Promise<string[]> {
  const opened: string[] = []
  for (;;) {
    const next = await transaction(store, async (tx) => {
      const { rows } = await tx.query<{ id: string }>({
        name: 'next-to-sweep',
        text: `UPDATE workspace SET swept_at = now() WHERE id = (
            SELECT id FROM workspace
            WHERE deleted_at < now() - $1 * interval '1 ms' AND deleted_at IS NOT NULL AND swept_at IS NULL
            ORDER BY deleted_at LIMIT 1 FOR UPDATE SKIP LOCKED
          ) RETURNING id`,
        values: [afterMs],
      })
      const workspaceId = rows[0]?.id
      if (workspaceId === undefined) return undefined
      const resources = await listResources(tx, workspaceId)
      const begun = new Set(resources.filter((resource) => resource.begun).map(({ key }) => key))
      const steps = planRemoval(
        resources.map(({ declared }) => declared),
        begun,
      )
      if (steps.length === 0) return []
      const id = newId()
      await openJob(tx, { id, type: 'sweep', workspaceId, steps, actor })
      return [id]
    })
    if (next === undefined) return opened
    opened.push(...next)
  }
}
