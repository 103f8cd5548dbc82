import { Ajv, type ErrorObject, type Options } from 'ajv'
import formats from 'ajv-formats'
import type { FastifyInstance } from 'fastify'
import { addUniqueItems, shortened } from './bounds.ts'
import { SchemaErrors } from './schema-errors.ts'

const common: Options = {
  // A client that corrects a request wants to hear of all faults at once. Small bodies can have very many: see bounds.ts.
  allErrors: true,
  // Gives each error the schema it comes from, whose description tells a person what is expected.
  verbose: true,
}

/**
 * Replaces Fastify's lenient validation: its default would turn "5" into 5, wrap a lone value in a list, and drop
 * unknown fields without a word.
 */
export function validateRequests(app: FastifyInstance): void {
  const strict = prepared(new Ajv({ ...common, coerceTypes: false, removeAdditional: false, useDefaults: false }))
  // A query and a path can only carry text, so here "50" is how a number is written.
  const fromText = prepared(new Ajv({ ...common, coerceTypes: true, removeAdditional: false, useDefaults: true }))

  app.setValidatorCompiler<object>(({ schema, httpPart }) => {
    const validate = (httpPart === 'body' ? strict : fromText).compile(schema)
    const part = httpPart === 'params' || httpPart === 'querystring' || httpPart === 'headers' ? httpPart : 'body'
    return (data: unknown) => {
      const short = shortened(data)
      if (validate(short) && (short === data || validate(data))) return { value: data }
      const errors: readonly ErrorObject[] = validate.errors ?? []
      return { error: new SchemaErrors(errors, part) }
    }
  })
}

function prepared(ajv: Ajv): Ajv {
  formats.default(ajv)
  return addUniqueItems(ajv)
}
