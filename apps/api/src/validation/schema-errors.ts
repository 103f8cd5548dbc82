import type { ErrorObject } from 'ajv'

/** The parts of a request that have a schema. */
export type RequestPart = 'body' | 'params' | 'querystring' | 'headers'

/** A part of a request does not follow its schema: all the ways in which it does not. */
export class SchemaErrors extends Error {
  readonly errors: readonly ErrorObject[]
  readonly part: RequestPart

  constructor(errors: readonly ErrorObject[], part: RequestPart) {
    super(`The ${part} does not follow its schema`)
    this.name = 'SchemaErrors'
    this.errors = errors
    this.part = part
  }
}
