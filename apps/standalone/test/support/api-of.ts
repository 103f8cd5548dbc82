import { setTimeout as delay } from 'node:timers/promises'
import type { JobView, Problem, WorkspaceAccepted, WorkspaceList, WorkspaceRequest } from '@palisade/contract'

/** The API's answer to what it does not accept, in its own words. */
class Refused extends Error {
  constructor(answer: string) {
    const { title, detail, errors = [] }: Problem = JSON.parse(answer)
    super([title, detail, ...errors.map((error) => JSON.stringify(error))].join('\n'))
    this.name = 'Refused'
  }
}

/** Asks the product's API, as a client would that tries again while a process is being restarted. */
export function apiOf(port: number) {
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    for (let attempt = 0; ; attempt++) {
      try {
        const response = await fetch(`http://127.0.0.1:${port}${path}`, init)
        if (response.status >= 500) throw new Error(await response.text())
        if (response.status >= 400) throw new Refused(await response.text())
        return (await response.json()) as T
      } catch (error) {
        if (error instanceof Refused || attempt === 240) throw error
        await delay(250)
      }
    }
  }
  return {
    order: (request: WorkspaceRequest) =>
      ask<WorkspaceAccepted>('/v1/workspaces', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
      }),
    workspaces: () => ask<WorkspaceList>('/v1/workspaces'),
    job: (id: string) => ask<JobView>(`/v1/jobs/${id}`),
    remove: (workspaceId: string) => ask<WorkspaceAccepted>(`/v1/workspaces/${workspaceId}`, { method: 'DELETE' }),
  }
}
