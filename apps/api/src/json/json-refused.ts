/** A text that is not JSON, or not JSON that can be taken without loss. The message says where and why. */
export class JsonRefused extends Error {
  /** A JSON pointer to the value that was being read. */
  readonly pointer: string

  constructor(text: string, at: number, pointer: string, reason: string) {
    super(at === 0 && text.trim() === '' ? reason : `${reason} at ${place(text, at)}.`)
    this.name = 'JsonRefused'
    this.pointer = pointer
  }
}

function place(text: string, at: number): string {
  const before = text.slice(0, at).split('\n')
  const column = (before.at(-1)?.length ?? 0) + 1
  return `line ${before.length}, column ${column}${at >= text.length ? ', where the text ends' : ''}`
}
