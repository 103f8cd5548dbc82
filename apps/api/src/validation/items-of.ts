import type { ErrorCode, ProblemItem } from '@palisade/contract'
import type { ErrorObject } from 'ajv'
import { firstOf } from './bounds.ts'
import { nearestName } from './nearest-name.ts'
import { jsonType, relevantErrors, typesOf } from './relevant-errors.ts'
import type { RequestPart } from './schema-errors.ts'
import { isSecretName, looksSecret, secretFieldIn } from './secrets.ts'

/** What a schema may say of a value, as far as a person needs to hear it. */
interface SchemaWords {
  readonly description?: unknown
  readonly properties?: Readonly<Record<string, SchemaWords>>
  readonly patternProperties?: unknown
  readonly const?: unknown
  readonly enum?: readonly unknown[]
}

/** Says for each schema error, but for the last of very many, where it is, what is wrong and what would be right. */
export function itemsOf(errors: readonly ErrorObject[], part: RequestPart): { items: ProblemItem[]; more: number } {
  const { items, more } = firstOf(relevantErrors(errors), (error): ProblemItem => {
    const secret = part === 'body' ? secretAt(error) : undefined
    if (secret !== undefined) return inlineSecret(secret)
    const pointer = pointerOf(error)
    const { code, detail } = explain(error, subject(pointer, part))
    return { code, pointer: part === 'body' ? pointer : '', detail }
  })
  // A secret may be too long as well as of the wrong form; it is one thing to remove.
  const isSecond = (item: ProblemItem) => item.code === 'inline-secret' && items.find(isSame(item)) !== item
  return { items: items.filter((item) => !isSecond(item)), more }
}

function isSame(item: ProblemItem): (other: ProblemItem) => boolean {
  return (other) => other.code === item.code && other.pointer === item.pointer
}

/** Where an error is about a secret: a field that is not known and called as one with a secret, or a value like one. */
function secretAt(error: ErrorObject): string | undefined {
  const unknown: unknown = error.params.additionalProperty
  if (typeof unknown === 'string') {
    const pointer = pointerOf(error)
    const value: unknown = Object.getOwnPropertyDescriptor(error.data, unknown)?.value
    return isSecretName(unknown) ? pointer : secretFieldIn(value, pointer)
  }
  return typeof error.data === 'string' && looksSecret(error.data) ? error.instancePath : undefined
}

function inlineSecret(pointer: string): ProblemItem {
  const what = subject(pointer, 'body')
  const detail = `${what} would carry a secret, and secrets are never taken: remove it, and name an existing key or identity instead.`
  return { code: 'inline-secret', pointer, detail }
}

/** Points at the field itself, also where Ajv points at the object that lacks it or has it too much. */
function pointerOf(error: ErrorObject): string {
  const field: unknown = error.params.missingProperty ?? error.params.additionalProperty
  if (typeof field !== 'string') return error.instancePath
  return `${error.instancePath}/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function subject(pointer: string, part: RequestPart): string {
  if (pointer === '') return part === 'body' ? 'The body' : 'The query'
  const name = clipped(pointer.slice(1).replaceAll('~1', '/').replaceAll('~0', '~'))
  if (part === 'querystring') return `The parameter "${name}"`
  return part === 'headers' ? `The header "${name}"` : `"${name}"`
}

function explain(error: ErrorObject, what: string): { code: ErrorCode; detail: string } {
  const parent: unknown = error.parentSchema
  const schema = isSchema(parent) ? parent : {}
  // Only where it is said: to write down the whole body for each of its unknown fields took seconds.
  const given = () => shown(error.data, error.instancePath)
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
            detail: `${what} has to be ${article(error.params.type)}, not ${article(jsonType(error.data))}.`,
          }
    case 'pattern':
      return { code: codeOfPattern(error.instancePath), detail: `${what} cannot be ${given()}.${described(schema)}` }
    case 'anyOf':
      return typesOf(error).length > 1 ? noneOfTheTypes(error, schema, what) : notAllowed(error, schema, what)
    case 'enum':
      return notAllowed(error, schema, what)
    case 'minimum':
      return { code: 'invalid-value', detail: `${what} has to be at least ${error.params.limit}, not ${given()}.` }
    case 'maximum':
      return { code: 'invalid-value', detail: `${what} may be at most ${error.params.limit}, not ${given()}.` }
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
      detail: `${what} is not a possible name: 1 to 512 characters without < > % & \\ ? / and line ends.`,
    }
  }
  const known = Object.keys(schema.properties ?? {})
  const nearest = nearestName(String(error.params.additionalProperty), known)
  const hint = nearest === undefined ? `Known here: ${known.join(', ') || 'nothing'}.` : `Did you mean "${nearest}"?`
  return { code: 'unknown-field', detail: `${what} is not known. ${hint}` }
}

function noneOfTheTypes(error: ErrorObject, schema: SchemaWords, what: string): { code: ErrorCode; detail: string } {
  const types = typesOf(error).map(article).join(' or ')
  const detail = `${what} has to be ${types}, not ${article(jsonType(error.data))}.${described(schema)}`
  return { code: 'wrong-type', detail }
}

function notAllowed(error: ErrorObject, schema: SchemaWords, what: string): { code: ErrorCode; detail: string } {
  const branches: unknown = error.schema
  const values = (Array.isArray(branches) ? branches : [])
    .map((branch: unknown) => (isSchema(branch) ? branch.const : branch))
    .filter((value) => typeof value === 'string')
  const nearest = typeof error.data === 'string' ? nearestName(error.data, values) : undefined
  const hint = nearest === undefined ? described(schema) : ` Did you mean "${nearest}"?`
  const allowed = values.map((value) => `"${value}"`).join(', ')
  return {
    code: 'invalid-value',
    detail: `${what} cannot be ${shown(error.data, error.instancePath)}; allowed: ${allowed}.${hint}`,
  }
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

/** A value for people. Of a field for a key nothing is repeated: what stands there by mistake may be the secret one. */
function shown(value: unknown, pointer: string): string {
  if (/key$/i.test(pointer)) return 'what was sent'
  if (typeof value === 'object' && value !== null) return article(jsonType(value))
  return clipped(JSON.stringify(typeof value === 'string' ? value.slice(0, longestShown) : value) ?? 'nothing')
}

/** As much of a text of the client's as an answer repeats. */
const longestShown = 80

function clipped(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
}

function article(type: unknown): string {
  const name = String(type)
  if (name === 'null') return name
  return `${/^[aeio]/.test(name) ? 'an' : 'a'} ${name}`
}
