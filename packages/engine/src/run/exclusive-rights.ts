/** Something that wants rights for itself alone. */
export interface Claimant {
  readonly exclusive: readonly string[]
  readonly tailSeconds: number
}

/**
 * Who in this worker may write what Azure lets only one write at a time. Rights are given for all keys of a claimant or
 * not at all, so two can never wait for each other. Workers among themselves settle it in the database; this keeps
 * what one worker can decide itself out of it.
 */
export class ExclusiveRights<C extends Claimant> {
  readonly #holders = new Map<string, C>()
  readonly #waiting = new Map<string, Set<C>>()

  /** Takes all rights of a claimant, or lets it wait. Answers whether it has them. */
  take(claimant: C): boolean {
    const isFree = claimant.exclusive.every((key) => {
      const holder = this.#holders.get(key)
      return holder === undefined || holder === claimant
    })
    for (const key of claimant.exclusive) {
      if (isFree) this.#holders.set(key, claimant)
      else {
        const waiting = this.#waiting.get(key) ?? new Set()
        this.#waiting.set(key, waiting.add(claimant))
      }
    }
    if (isFree) this.#stopWaiting(claimant)
    return isFree
  }

  /**
   * Gives back what a claimant has or waits for.
   * @returns those that wait for something it had, the one with the longest way to the end of its job first: the others
   *   would make everybody wait for it.
   */
  release(claimant: C): C[] {
    this.#stopWaiting(claimant)
    const next = new Set<C>()
    for (const key of claimant.exclusive) {
      if (this.#holders.get(key) !== claimant) continue
      this.#holders.delete(key)
      for (const waiting of this.#waiting.get(key) ?? []) next.add(waiting)
    }
    return [...next].sort((a, b) => b.tailSeconds - a.tailSeconds)
  }

  #stopWaiting(claimant: C): void {
    for (const key of claimant.exclusive) {
      const waiting = this.#waiting.get(key)
      waiting?.delete(claimant)
      if (waiting?.size === 0) this.#waiting.delete(key)
    }
  }
}
