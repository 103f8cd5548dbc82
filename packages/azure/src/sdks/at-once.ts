import type { Standing } from './standing.ts'

/** A write that Azure answers at once. */
export async function atOnce<Result>(answer: Promise<Result>): Promise<Standing<Result>> {
  return { done: true, result: await answer }
}
