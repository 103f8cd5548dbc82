import type { ErrorCode, ProblemItem } from '@palisade/contract'
import type { ErrorObject } from 'ajv'
import { nearestName } from './nearest-name.ts'
import type { RequestPart } from './schema-errors.ts'

/** What a schema may say of a value, as far as a person needs to hear it. */
interface SchemaWords {
  readonly description?: unknown
  readonly properties?: Readonly<Record<string, SchemaWords>>
  readonly patternProperties?: unknown
  readonly const?: unknown
  readonly enum?: readonly unknown[]
}

/** Says for each schema error where it is, what is wrong and what would be right. */
export function itemsOf(errors: readonly ErrorObject[], part: RequestPart): ProblemItem[] {
  return errors
    .filter((error) => !isBranch(error))
    .map((error) => {
      const pointer = pointerOf(error)
      const { code, detail } = explain(error, subject(pointer, part))
      return { code, pointer: part === 'body' ? pointer : '', detail }
    })
}

/** An error of one alternative of an `anyOf`; the `anyOf` itself reports that none fits. */
function isBranch(error: ErrorObject): boolean {
  return /\/anyOf\/[0-9]+\//.test(error.schemaPath)
}

/** Points at the field itself, also where Ajv points at the object that lacks it or has it too much. */
function pointerOf(error: ErrorObject): string {
  const field: unknown = error.params.missingProperty ?? error.params.additionalProperty
  if (typeof field !== 'string') return error.instancePath
  return `${error.instancePath}/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function subject(pointer: string, part: RequestPart): string {
  if (pointer === '') return part === 'body' ? 'The body' : 'The query'
  const name = pointer.slice(1).replaceAll('~1', '/').replaceAll('~0', '~')
  if (part === 'querystring') return `The parameter "${name}"`
  return part === 'headers' ? `The header "${name}"` : `"${name}"`
}

function explain(error: ErrorObject, what: string): { code: ErrorCode; detail: string } {
  const parent: unknown = error.parentSchema
  const schema = isSchema(parent) ? parent : {}
  const given = shown(error.data)
  switch (error.keyword) {
    case 'required': {
      const missing = schema.properties?.[String(error.params.missingProperty)]
      return { code: 'missing-field', detail: `${what} is missing.${described(missing)}` }
    }
    case 'additionalProperties':
      return unknownField(error, schema, what)
    case 'type':
      return error.data === undefined || (error.data === null && error.instancePath === '')
        ? { code: 'missing-field', detail: `${what} is missing; it has to be ${article(error.params.type)}.` }
        : {
            code: 'wrong-type',
            detail: `${what} has to be ${article(error.params.type)}, not ${typeName(error.data)}.`,
          }
    case 'pattern':
      return { code: codeOfPattern(error.instancePath), detail: `${what} cannot be ${given}.${described(schema)}` }
    case 'anyOf':
    case 'enum':
      return notAllowed(error, schema, what)
    case 'minimum':
      return { code: 'invalid-value', detail: `${what} has to be at least ${error.params.limit}, not ${given}.` }
    case 'maximum':
      return { code: 'invalid-value', detail: `${what} may be at most ${error.params.limit}, not ${given}.` }
    case 'maxProperties':
      return { code: 'too-many-tags', detail: `${what} may have at most ${error.params.limit} entries.` }
    case 'uniqueItems':
      return { code: 'invalid-value', detail: `${what} names the same item twice.` }
    default:
      return { code: 'invalid-value', detail: `${what} ${error.message ?? 'is not allowed'}.` }
  }
}

function unknownField(error: ErrorObject, schema: SchemaWords, what: string): { code: ErrorCode; detail: string } {
  // The names in a map such as tags are free, within rules.
  if (schema.patternProperties !== undefined) {
    return {
      code: 'invalid-value',
      detail: `${what} is not a possible name: 1 to 512 characters without < > % & \\ ? /.`,
    }
  }
  const known = Object.keys(schema.properties ?? {})
  const nearest = nearestName(String(error.params.additionalProperty), known)
  const hint = nearest === undefined ? `Known here: ${known.join(', ') || 'nothing'}.` : `Did you mean "${nearest}"?`
  return { code: 'unknown-field', detail: `${what} is not known. ${hint}` }
}

function notAllowed(error: ErrorObject, schema: SchemaWords, what: string): { code: ErrorCode; detail: string } {
  const branches: unknown = error.schema
  const values = (Array.isArray(branches) ? branches : [])
    .map((branch: unknown) => (isSchema(branch) ? branch.const : branch))
    .filter((value) => typeof value === 'string')
  const nearest = typeof error.data === 'string' ? nearestName(error.data, values) : undefined
  const hint = nearest === undefined ? described(schema) : ` Did you mean "${nearest}"?`
  const allowed = values.map((value) => `"${value}"`).join(', ')
  return { code: 'invalid-value', detail: `${what} cannot be ${shown(error.data)}; allowed: ${allowed}.${hint}` }
}

function codeOfPattern(instancePath: string): ErrorCode {
  switch (instancePath.slice(instancePath.lastIndexOf('/') + 1)) {
    case 'name':
    case 'project':
    case 'resourceGroup':
      return 'invalid-name'
    case 'addressSpace':
      return 'address-space-invalid'
    case 'cursor':
      return 'invalid-cursor'
    default:
      return 'invalid-value'
  }
}

function isSchema(value: unknown): value is SchemaWords {
  return typeof value === 'object' && value !== null
}

function described(schema: SchemaWords | undefined): string {
  return typeof schema?.description === 'string' ? ` ${schema.description}` : ''
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  return article(Array.isArray(value) ? 'array' : typeof value)
}

function article(type: unknown): string {
  const name = String(type)
  return `${/^[aeio]/.test(name) ? 'an' : 'a'} ${name}`
}
