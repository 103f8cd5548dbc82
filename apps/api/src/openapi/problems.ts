import { type ErrorCode, errorCatalogue, Problem } from '@palisade/contract'
import { problemOf } from '../problems/problem-of.ts'
import { Refusal } from '../problems/refusal.ts'

/** Any route may answer with these: refused before it is reached, or because something of ours is broken. */
const everywhere: readonly ErrorCode[] = ['host-not-allowed', 'internal', 'unavailable']

/**
 * The answers of a route that are problems, by status, with an example for each code. Their type says nothing of them:
 * a route throws a refusal, and cannot send a problem itself.
 */
export function problems(...codes: readonly ErrorCode[]): Record<never, never> {
  const byStatus = Map.groupBy([...codes, ...everywhere], (code) => new Refusal(code).status)
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      status,
      {
        description: ofStatus.map((code) => errorCatalogue[code].title).join(' '),
        content: { 'application/problem+json': { schema: Problem, examples: examplesOf(ofStatus) } },
      },
    ]),
  )
}

function examplesOf(codes: readonly ErrorCode[]): Record<string, { value: Problem }> {
  const trace = '3f0c2b1e-8d7a-4c11-9a53-0f6f2c1b7e90'
  return Object.fromEntries(
    codes.map((code) => [code, { value: problemOf(new Refusal(code), trace, '/v1/workspaces') }]),
  )
}
