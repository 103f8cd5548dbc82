import type { Json } from '@palisade/contract'
import { JsonRefused } from './json-refused.ts'

const space = ' \t\n\r'
// biome-ignore lint/suspicious/noControlCharactersInRegex: that they may not stand in a string is what JSON says.
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const scalar = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y

/** Deeper than any request of ours, and far from the end of the stack. */
const deepest = 32

/**
 * Reads JSON from outside. `JSON.parse` makes the value; before that, a scan refuses what `JSON.parse` would accept
 * to the sender's loss: a field that stands there twice (the last would win silently), `__proto__`, and characters
 * that Postgres cannot store. The scan also knows the line and column of every fault, which V8 names only for some.
 * Throws `JsonRefused`.
 */
export function readJson(text: string): Json {
  new Scan(text).whole()
  return JSON.parse(text)
}

class Scan {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  whole(): void {
    this.#skipSpace()
    if (this.#at === this.#text.length) throw new JsonRefused(this.#text, 0, '', 'The body is empty; JSON is expected.')
    this.#value('', 0)
    this.#skipSpace()
    if (this.#at < this.#text.length) this.#refuse('', 'Nothing more is expected after the end of the JSON value')
  }

  #value(pointer: string, depth: number): void {
    if (depth > deepest) this.#refuse(pointer, `Values may be nested ${deepest} deep`)
    this.#skipSpace()
    const next = this.#text[this.#at]
    if (next === '{') this.#object(pointer, depth)
    else if (next === '[') this.#array(pointer, depth)
    else if (next === '"') this.#string(pointer)
    else if (this.#take(scalar) === '') this.#refuse(pointer, 'A value is expected')
  }

  #object(pointer: string, depth: number): void {
    const names = new Set<string>()
    this.#at += 1
    this.#skipSpace()
    if (this.#skip('}')) return
    do {
      this.#skipSpace()
      const begin = this.#at
      if (this.#text[begin] !== '"') this.#refuse(pointer, 'The name of a field in double quotes is expected')
      const name = this.#string(pointer)
      const field = `${pointer}/${/[~/]/.test(name) ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name}`
      if (name === '__proto__') this.#refuse(field, 'A field may not be called "__proto__"', begin)
      if (names.has(name)) this.#refuse(field, `The field "${name}" stands there a second time`, begin)
      names.add(name)
      this.#skipSpace()
      if (!this.#skip(':')) this.#refuse(field, 'A colon is expected')
      this.#value(field, depth + 1)
      this.#skipSpace()
    } while (this.#skip(','))
    if (!this.#skip('}')) this.#refuse(pointer, 'A comma or "}" is expected')
  }

  #array(pointer: string, depth: number): void {
    this.#at += 1
    this.#skipSpace()
    if (this.#skip(']')) return
    let index = 0
    do {
      this.#value(`${pointer}/${index}`, depth + 1)
      index += 1
      this.#skipSpace()
    } while (this.#skip(','))
    if (!this.#skip(']')) this.#refuse(pointer, 'A comma or "]" is expected')
  }

  #string(pointer: string): string {
    const begin = this.#at
    const token = this.#take(string)
    if (token === '') this.#refuse(pointer, 'A string is not closed, or holds a character that has to be escaped')
    const value: string = token.includes('\\') ? JSON.parse(token) : token.slice(1, -1)
    if (value.includes('\0') || !value.isWellFormed()) {
      this.#refuse(pointer, 'A string holds the character \\u0000 or half of a surrogate pair', begin)
    }
    return value
  }

  #take(pattern: RegExp): string {
    const begin = this.#at
    pattern.lastIndex = begin
    // Asked by `test`, which makes no list of what it found: a body of 64 kB has 20,000 tokens.
    if (!pattern.test(this.#text)) return ''
    this.#at = pattern.lastIndex
    return this.#text.slice(begin, this.#at)
  }

  #skipSpace(): void {
    while (this.#at < this.#text.length && space.includes(this.#text.charAt(this.#at))) this.#at += 1
  }

  #skip(character: string): boolean {
    const isThere = this.#text[this.#at] === character
    if (isThere) this.#at += 1
    return isThere
  }

  #refuse(pointer: string, reason: string, at = this.#at): never {
    throw new JsonRefused(this.#text, at, pointer, reason)
  }
}
