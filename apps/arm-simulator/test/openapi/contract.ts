import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import type { Json, JsonObject } from '../../src/json/json.ts'
import { read } from '../../src/json/read.ts'
import { Documents, type Place } from './documents.ts'
import type { Exchange } from './exchange.ts'
import { type Operation, OperationFinder, operationsOf } from './find-operation.ts'
import type { Finding } from './finding.ts'
import { at, onlyRead, Schemas, type Side } from './schema-of.ts'

/** Polls of operations, and the simulator's own paths: no document describes them. */
const undescribed = /^\/(_simulator|metadata)(\/|$)|operation[a-z]*\/[0-9a-f-]{36}$/i

/** Microsoft's documents, as what requests and answers have to keep to. */
export class Contract {
  readonly documents: Documents
  /** What was sent although it is only read: Azure ignores it. */
  readonly ignored = new Map<string, number>()
  readonly #operations: OperationFinder
  readonly #sides: Readonly<Record<Side, { readonly schemas: Schemas; readonly ajv: Ajv; readonly added: Set<string> }>>
  readonly #compiled = new Map<string, ValidateFunction>()

  constructor(documents = Documents.load()) {
    this.documents = documents
    this.#operations = new OperationFinder(operationsOf(documents))
    this.#sides = {
      request: { schemas: new Schemas(documents, 'request'), ajv: newAjv(), added: new Set() },
      answer: { schemas: new Schemas(documents, 'answer'), ajv: newAjv(), added: new Set() },
    }
  }

  operationOf(method: string, path: string): Operation | undefined {
    return this.#operations.find(method, path)
  }

  /** All in which a request and its answer do not keep to the documents. */
  check(exchange: Exchange): Finding[] {
    const { method, path, status } = exchange
    if (undescribed.test(path) || method === 'HEAD') return []
    const operation = this.operationOf(method, path)
    const seen = `${method} ${path} → ${status}`
    if (operation === undefined) {
      // That a path is not there is what the answer says.
      if (status >= 400) return []
      return [{ side: 'document', where: shapeOf(path), what: 'is in no document', seen }]
    }
    const found = [...this.#checkAnswer(operation, exchange, seen)]
    // What is refused may well be wrong.
    if (status < 400) found.push(...this.#checkRequest(operation, exchange, seen))
    return found
  }

  #checkRequest(operation: Operation, { path, query, requestBody }: Exchange, seen: string): Finding[] {
    const found: Finding[] = []
    const say = (where: string, what: string, value = ''): void => {
      found.push({ side: 'request', where, what, seen: `${seen}${value}` })
    }
    const values = operation.pattern.exec(path)?.slice(1) ?? []
    const asked = new Map([...new URLSearchParams(query)].map(([name, value]) => [name.toLowerCase(), value]))
    let body: Place | undefined
    for (const { schema, document } of operation.parameters) {
      const name = read.text(schema, 'name') ?? ''
      if (schema.in === 'body') body = { schema, document }
      const value =
        schema.in === 'path'
          ? values[operation.names.indexOf(name)]
          : schema.in === 'query'
            ? asked.get(name.toLowerCase())
            : undefined
      if (schema.in === 'query') asked.delete(name.toLowerCase())
      if (value === undefined) {
        if (schema.in === 'query' && schema.required === true && name !== 'api-version')
          say(`${operation.id} ?${name}`, 'is missing')
        continue
      }
      if (name === 'api-version') continue
      for (const { what } of this.#errorsOf('request', { schema: parameterSchema(schema), document }, value, name))
        say(`${operation.id} ${schema.in === 'path' ? `{${name}}` : `?${name}`}`, what, ` ${value}`)
    }
    asked.delete('api-version')
    for (const name of asked.keys()) say(`${operation.id} ?${name}`, 'is not known')

    const isEmpty = requestBody === undefined || requestBody === null
    if (body === undefined) {
      if (!isEmpty && JSON.stringify(requestBody) !== '{}') say(operation.id, 'takes no body')
      return found
    }
    if (isEmpty) {
      if (body.schema.required === true) say(operation.id, 'needs a body')
      return found
    }
    const place = { schema: read.object(body.schema, 'schema'), document: body.document }
    for (const { where, what, value, isIgnored } of this.#errorsOf('request', place, requestBody, operation.id)) {
      if (isIgnored) this.ignored.set(where, (this.ignored.get(where) ?? 0) + 1)
      else say(where, what, value)
    }
    return found
  }

  #checkAnswer(operation: Operation, { status, responseBody }: Exchange, seen: string): Finding[] {
    const responses = read.object(operation.definition, 'responses')
    const isEmpty = responseBody === undefined || responseBody === null || responseBody === ''
    const response = responses[String(status)] ?? (status >= 400 ? responses.default : undefined)
    const { document } = operation
    if (response === undefined && status < 400)
      return [{ side: 'status', where: operation.id, what: `answers ${status}`, seen }]
    const schema = read.at(response, 'schema')
    if (status >= 400) {
      // Providers describe their errors loosely or not at all; what ARM passes on has one shape.
      const isError = typeof read.at(responseBody, 'error', 'code') === 'string'
      if (isError || (status === 404 && isEmpty)) return []
      return [{ side: 'answer', where: operation.id, what: 'is no error of ARM', seen }]
    }
    if (!read.isObject(schema)) {
      if (isEmpty) return []
      return [{ side: 'answer', where: operation.id, what: `has a body with ${status}`, seen }]
    }
    if (isEmpty) {
      // An answer that only accepts has nothing to show yet.
      if (status === 202) return []
      return [{ side: 'answer', where: operation.id, what: `has no body with ${status}`, seen }]
    }
    return this.#errorsOf('answer', { schema, document }, responseBody, operation.id).map(({ where, what, value }) => ({
      side: 'answer',
      where,
      what,
      seen: `${seen}${value}`,
    }))
  }

  #errorsOf(side: Side, place: Place, body: Json, owner: string) {
    const validate = this.#validator(side, place, owner)
    if (validate(body) === true) return []
    return (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if').map((error) => wordsOf(error, owner))
  }

  #validator(side: Side, { schema, document }: Place, owner: string): ValidateFunction {
    const key = `${side} ${document.name} ${JSON.stringify(schema)}`
    const known = this.#compiled.get(key)
    if (known !== undefined) return known
    const { schemas, ajv, added } = this.#sides[side]
    const converted = schemas.convert({ schema, document }, owner)
    for (const [id, definition] of schemas.made) {
      if (added.has(id)) continue
      added.add(id)
      ajv.addSchema(definition)
    }
    const validate = ajv.compile(converted)
    this.#compiled.set(key, validate)
    return validate
  }
}

function newAjv(): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    verbose: true,
    inlineRefs: false,
    unicodeRegExp: false,
    validateSchema: false,
  })
  formats.default(ajv)
  ajv.addKeyword(at)
  ajv.addKeyword({ keyword: onlyRead, validate: () => false, errors: false })
  return ajv
}

/** What a parameter of a path or query says of its value, which is a text on the wire. */
function parameterSchema({ minLength, maxLength, pattern, enum: values }: JsonObject): JsonObject {
  return {
    type: 'string',
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(Array.isArray(values) && values.every((value) => typeof value === 'string') ? { enum: values } : {}),
  }
}

function wordsOf(error: ErrorObject, owner: string) {
  const parent: unknown = error.parentSchema?.[at]
  const definition = typeof parent === 'string' ? parent : owner
  const isIgnored = error.keyword === onlyRead
  const value = ` ${error.instancePath} = ${JSON.stringify(error.data)?.slice(0, 200)}`
  switch (error.keyword) {
    case 'additionalProperties':
      return { where: `${definition}.${error.params.additionalProperty}`, what: 'is not known', value, isIgnored }
    case 'required':
      return { where: `${definition}.${error.params.missingProperty}`, what: 'is missing', value, isIgnored }
    case 'enum':
      return { where: definition, what: `may not be ${JSON.stringify(error.data)}`, value, isIgnored }
    default:
      return { where: definition, what: error.message ?? error.keyword, value, isIgnored }
  }
}

/** A path without its names: `Microsoft.Compute/sshPublicKeys/*`. */
function shapeOf(path: string): string {
  const segments = path.split('/').filter(Boolean)
  const from = segments.map((segment) => segment.toLowerCase()).lastIndexOf('providers')
  const tail = from === -1 ? ['', ...segments] : segments.slice(from + 1)
  return tail
    .map((segment, index) => (index > 1 && index % 2 === 0 ? '*' : segment))
    .join('/')
    .replace(/^\//, '')
}
