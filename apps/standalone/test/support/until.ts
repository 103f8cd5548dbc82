import { setTimeout as delay } from 'node:timers/promises'

/** Asks until there is an answer, and fails after a time in which it should long have come on a busy machine too. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
  withinMs = 240_000,
): Promise<T> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await delay(50)) {
    const answer = await ask()
    if (answer !== undefined) return answer
  }
  throw new Error(`Waited ${withinMs / 1000} s for ${what}.`)
}
