/** How often a step is begun at most. With the delays of `retryDelayMs` that is about an hour and a quarter. */
const maxAttempts = 20

/**
 * Whether a step that was begun this often may be begun again. A begin that ended with the death of its worker counts:
 * a step that kills whoever touches it must not go through all of them for ever.
 */
export function isAttemptLeft(attempts: number): boolean {
  return attempts < maxAttempts
}
