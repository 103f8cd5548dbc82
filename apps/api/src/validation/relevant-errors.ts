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
  const unions = new Map<string, { readonly meant: number | undefined }>()
  for (const error of errors)
    if (error.keyword === 'anyOf')
      unions.set(placeOf(error.schemaPath, error.instancePath), { meant: meantAlternative(error) })
  if (unions.size === 0) return [...errors]
  return errors.filter((error) => {
    const own = error.keyword === 'anyOf' ? unions.get(placeOf(error.schemaPath, error.instancePath))?.meant : undefined
    return own === undefined && isInMeantAlternatives(error, unions)
  })
}

/** Whether an error is of the alternative that was meant, for each union that it lies inside of. */
function isInMeantAlternatives(
  { schemaPath, instancePath }: ErrorObject,
  unions: ReadonlyMap<string, { readonly meant: number | undefined }>,
): boolean {
  // Asked by path, and not union by union: a small body can have thousands of both.
  for (let end = schemaPath.indexOf(within); end !== -1; end = schemaPath.indexOf(within, end + 1)) {
    const branch = Number(schemaPath.slice(end + within.length).split('/', 1)[0])
    const unionPath = schemaPath.slice(0, end + within.length - 1)
    for (let value = instancePath; ; value = value.slice(0, value.lastIndexOf('/'))) {
      const union = unions.get(placeOf(unionPath, value))
      if (union !== undefined && union.meant !== branch) return false
      if (value === '') break
    }
  }
  return true
}

/** How the paths of what is inside of a union go on behind the path of what holds it. */
const within = '/anyOf/'

/** The items of a list share their schema, and each has its own errors. */
function placeOf(schemaPath: string, instancePath: string): string {
  return `${schemaPath} ${instancePath}`
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
