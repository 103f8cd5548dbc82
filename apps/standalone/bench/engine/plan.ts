export const engines = ['bullmq', 'ours-redis', 'ours-postgres'] as const
export type Engine = (typeof engines)[number]

/** One run of one engine. */
export interface RunPlan {
  readonly engine: Engine
  readonly gateway: 'stub' | 'simulator'
  readonly jobs: number
  readonly workers: number
  /** What durations are multiplied with: 0.01 makes a second of Azure 10 ms. */
  readonly scale: number
  readonly jitter: number
  /** Whether all jobs are submitted before the workers start, or to workers that run. */
  readonly submit: 'before' | 'during'
  readonly timeoutSeconds: number
  /** Flags for the Node.js process of our worker. */
  readonly workerFlags: readonly string[]
}

/** What was measured. CPU is in milliseconds, and NaN where it cannot be measured. */
export interface RunResult extends Omit<RunPlan, 'workerFlags' | 'timeoutSeconds'> {
  /** What the names of its jobs begin with. */
  readonly name: string
  readonly steps: number
  readonly makespanMs: number
  readonly criticalPathMs: number
  readonly cpu: { readonly worker: number; readonly database: number; readonly queue: number }
  /** Of the submission, where that was done before. */
  readonly submission: {
    readonly ms: number
    readonly submitter: number
    readonly database: number
    readonly queue: number
  }
  /** From the start of a worker's process until it takes jobs. */
  readonly workerStartMs: number
  readonly peakMemoryMb: number
  readonly reads: number
  readonly writes: number
  readonly commits: number
  readonly statements: number
  /** What was not as it must be; empty when all was. */
  readonly wrong: readonly string[]
  readonly loadBefore: number
}
