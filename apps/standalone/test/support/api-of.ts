import { setTimeout as delay } from 'node:timers/promises'
import type { JobView, WorkspaceAccepted, WorkspaceList } from '@palisade/contract'

/** Asks the product's API, as a client would that tries again while a process is being restarted. */
export function apiOf(port: number) {
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    for (let attempt = 0; ; attempt++) {
      try {
        const response = await fetch(`http://127.0.0.1:${port}${path}`, init)
        if (response.status >= 500) throw new Error(await response.text())
        return (await response.json()) as T
      } catch (error) {
        if (attempt === 40) throw error
        await delay(250)
      }
    }
  }
  return {
    workspaces: () => ask<WorkspaceList>('/v1/workspaces'),
    job: (id: string) => ask<JobView>(`/v1/jobs/${id}`),
    remove: (workspaceId: string) => ask<WorkspaceAccepted>(`/v1/workspaces/${workspaceId}`, { method: 'DELETE' }),
  }
}
