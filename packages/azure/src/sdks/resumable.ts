import type { Standing } from './standing.ts'

/** A poller of the generation before the modular one: it asks Azure once when it is begun, and once when it is resumed. */
interface ResumablePoller<Result> {
  isDone(): boolean
  getResult(): Result | undefined
  pollUntilDone(): Promise<Result>
  toString(): string
}

/** How a write stands after its poller was begun or resumed. */
export async function resumable<Result>(begun: Promise<ResumablePoller<Result>>): Promise<Standing<Result>> {
  const poller = await begun
  // Done already, so this sends nothing: it gives the result, or throws why there is none.
  if (poller.isDone()) return { done: true, result: await poller.pollUntilDone() }
  return { done: false, state: poller.toString() }
}
