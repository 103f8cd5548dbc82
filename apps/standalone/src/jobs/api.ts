import { setTimeout as delay } from 'node:timers/promises'
import type { JobView, Problem, WorkspaceAccepted, WorkspaceList, WorkspaceView } from '@palisade/contract'

/** The API refused a request; a person has to read why. */
export class Refused extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.name = 'Refused'
    this.problem = problem
  }
}

/** How long to wait before asking an API again that does not answer: it is being restarted. */
const retryMs = 250

/** The product's own HTTP API, asked like any client would. An API that is away is asked again until the signal ends it. */
export class Api {
  readonly url: string
  readonly #signal: AbortSignal

  constructor(url: string, signal: AbortSignal) {
    this.url = url
    this.#signal = signal
  }

  workspaces(): Promise<WorkspaceList> {
    return this.#json('/v1/workspaces')
  }

  workspace(id: string): Promise<WorkspaceView> {
    return this.#json(`/v1/workspaces/${id}`)
  }

  job(id: string): Promise<JobView> {
    return this.#json(`/v1/jobs/${id}`)
  }

  order(request: string, idempotencyKey: string): Promise<WorkspaceAccepted> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': idempotencyKey }
    return this.#json('/v1/workspaces', { method: 'POST', headers, body: request })
  }

  /** Resolves once both health checks answer 200. */
  async isReady(): Promise<void> {
    await Promise.all(['/healthz', '/readyz'].map((path) => this.#json(path)))
  }

  /** Opens the stream of a job's events behind `after`. */
  events(jobId: string, after: number): Promise<Response> {
    const headers = { accept: 'text/event-stream' }
    return this.#answer(`/v1/jobs/${jobId}/events?after=${after}`, { headers })
  }

  async #json<T>(path: string, init: RequestInit = {}): Promise<T> {
    for (;;) {
      try {
        // The API is of the same version as the contract, and the contract's schemas are what it answers with.
        return (await (await this.#answer(path, init)).json()) as T
      } catch (error) {
        // The API died in the middle of its answer: what was asked may be asked again.
        if (error instanceof Refused || this.#signal.aborted) throw error
        await this.#pause()
      }
    }
  }

  async #answer(path: string, init: RequestInit): Promise<Response> {
    for (;;) {
      let response: Response
      try {
        response = await fetch(`${this.url}${path}`, { ...init, signal: this.#signal })
      } catch (error) {
        if (this.#signal.aborted) throw error
        await this.#pause()
        continue
      }
      if (response.ok) return response
      const problem: Problem = JSON.parse(await response.text())
      if (response.status < 500 && !problem.retryable) throw new Refused(problem)
      await this.#pause()
    }
  }

  async #pause(): Promise<void> {
    await delay(retryMs, undefined, { signal: this.#signal })
  }
}
