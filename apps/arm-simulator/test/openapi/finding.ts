/** What an exchange does otherwise than the documents say. */
export interface Finding {
  /** What is otherwise: the request, the answer's status or body, or that no document tells. */
  readonly side: 'request' | 'status' | 'answer' | 'document'
  /** A definition and its property, an operation, or a type. */
  readonly where: string
  readonly what: string
  /** The exchange in which it was seen, and the value, for whoever has to mend it. */
  readonly seen: string
}

/** Two findings with the same key have the same cause. */
export function keyOfFinding({ side, where, what }: Pick<Finding, 'side' | 'where' | 'what'>): string {
  return `${side} ${where} ${what}`
}
