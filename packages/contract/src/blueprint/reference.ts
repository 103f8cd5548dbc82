/**
 * Stands in a body for a value that another declared resource gives. It orders the two: the one that
 * holds the reference begins only when the other has succeeded.
 */
export interface Reference {
  readonly $output: {
    /** The key of the declared resource that gives the value. */
    readonly of: string
    /** The name of the output. `id` is known in advance; all others only once the resource exists. */
    readonly name: string
  }
}

export function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && '$output' in value
}
