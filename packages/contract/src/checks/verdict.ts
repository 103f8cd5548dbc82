/** How a check ends, best first. A `warn` lets the job go on; a `fail` does not. */
export const verdicts = ['pass', 'warn', 'fail'] as const

export type Verdict = (typeof verdicts)[number]
