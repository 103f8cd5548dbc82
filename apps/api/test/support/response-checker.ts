import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { Test } from 'supertest'
import { isFields } from '../../src/openapi/share-schemas.ts'

interface Answer {
  readonly status: number
  readonly type: string
  readonly body: unknown
}

/** Compares every answer of a test file with what the OpenAPI document says of it. */
export class ResponseChecker {
  readonly #document: unknown
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true })
  readonly #paths: { readonly pattern: RegExp; readonly path: string }[]
  readonly #validators = new Map<string, ValidateFunction>()
  #mismatches: string[] = []

  constructor(document: object) {
    this.#document = document
    formats.default(this.#ajv)
    this.#ajv.addSchema(document, 'openapi')
    this.#paths = Object.keys(fieldsOf(document, 'paths')).map((path) => ({
      path,
      pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
    }))
  }

  /** A superagent plugin. */
  readonly watch = (request: Pick<Test, 'on' | 'method' | 'url'>): void => {
    request.on('response', (answer: Answer) => this.#check(request.method, new URL(request.url).pathname, answer))
  }

  /** What did not match since it was asked last. */
  takeMismatches(): string[] {
    const found = this.#mismatches
    this.#mismatches = []
    return found
  }

  #check(method: string, path: string, answer: Answer): void {
    const known = this.#paths.find(({ pattern }) => pattern.test(path))
    const operation = known && fieldsOf(this.#document, 'paths', known.path)[method.toLowerCase()]
    // Pages, and what is refused before it reaches a route, have no operation; a refusal still is a problem.
    if (known === undefined || operation === undefined) {
      if (answer.status >= 400 && method !== 'HEAD')
        this.#checkBody(['components', 'schemas', 'Problem'], answer, `${method} ${path}`)
      return
    }
    const what = `${method} ${known.path} ${answer.status}`
    const at = ['paths', known.path, method.toLowerCase(), 'responses', String(answer.status)]
    const promised = follow(this.#document, at)
    if (!isFields(promised)) return void this.#mismatches.push(`${what} is not in the document`)
    const content = promised.content
    if (!isFields(content)) return
    if (!(answer.type in content)) return void this.#mismatches.push(`${what} is ${answer.type}`)
    if (answer.type.endsWith('json')) this.#checkBody([...at, 'content', answer.type, 'schema'], answer, what)
  }

  #checkBody(at: readonly string[], answer: Answer, what: string): void {
    const pointer = at.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')
    const validate = this.#validators.get(pointer) ?? this.#ajv.compile({ $ref: `openapi#/${pointer}` })
    this.#validators.set(pointer, validate)
    if (!validate(answer.body)) this.#mismatches.push(`${what}: ${this.#ajv.errorsText(validate.errors)}`)
  }
}

function fieldsOf(document: unknown, ...names: readonly string[]): Record<string, unknown> {
  const found = follow(document, names)
  return isFields(found) ? found : {}
}

function follow(document: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>((at, name) => (isFields(at) ? at[name] : undefined), document)
}
