import type { ErrorObject } from 'ajv'

/** What a schema says of the type of a value. */
interface Alternative {
  readonly type?: unknown
  readonly const?: unknown
}

/**
 * The errors that a person should hear of. Where a value may be of several types, Ajv reports what is wrong with it
 * for each: of those only the ones of the type that was sent are meant, and where none was, only that none fits.
 */
export function relevantErrors(errors: readonly ErrorObject[]): ErrorObject[] {
  const unions = errors
    .filter((error) => error.keyword === 'anyOf')
    .map((error) => ({ error, meant: meantAlternative(error) }))
  return errors.filter((error) => {
    if (unions.some((union) => union.error === error && union.meant !== undefined)) return false
    return unions.every(({ error: union, meant }) => {
      const branch = branchOf(error, union)
      return branch === undefined || branch === meant
    })
  })
}

/** The JSON types that the alternatives of an `anyOf` are of, each once. */
export function typesOf(union: ErrorObject): string[] {
  return [...new Set(alternativesOf(union).flatMap(typesOfOne))]
}

/** The JSON type of a value, in the words of JSON Schema. */
export function jsonType(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

/** The one alternative that the type of the value picks, where the alternatives differ in their types. */
function meantAlternative(union: ErrorObject): number | undefined {
  if (typesOf(union).length < 2) return undefined
  const given = jsonType(union.data)
  const fitting = [...alternativesOf(union).entries()].filter(([, one]) => typesOfOne(one).includes(given))
  return fitting.length === 1 ? fitting[0]?.[0] : undefined
}

/** Which alternative of a union an error belongs to; undefined where it does not belong to the union. */
function branchOf(error: ErrorObject, union: ErrorObject): number | undefined {
  if (!error.schemaPath.startsWith(`${union.schemaPath}/`)) return undefined
  // The items of a list share their schema, and each has its own errors.
  if (!`${error.instancePath}/`.startsWith(`${union.instancePath}/`)) return undefined
  return Number(error.schemaPath.slice(union.schemaPath.length + 1).split('/', 1)[0])
}

function alternativesOf(union: ErrorObject): Alternative[] {
  const schemas: unknown = union.schema
  return Array.isArray(schemas) ? schemas.filter(isAlternative) : []
}

function isAlternative(value: unknown): value is Alternative {
  return typeof value === 'object' && value !== null
}

function typesOfOne({ type, const: constant }: Alternative): string[] {
  const types = Array.isArray(type) ? type : [type ?? jsonType(constant)]
  return types.map((name) => (name === 'integer' ? 'number' : String(name)))
}
