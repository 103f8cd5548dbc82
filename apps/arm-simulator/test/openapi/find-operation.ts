import type { JsonObject } from '../../src/json/json.ts'
import { read } from '../../src/json/read.ts'
import type { Document, Documents, Place } from './documents.ts'

/** An operation of a document, and how its path is told from others. */
export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly document: Document
  readonly definition: JsonObject
  readonly parameters: readonly Place[]
  readonly pattern: RegExp
  /** The names of the groups of `pattern`, in order. */
  readonly names: readonly string[]
  readonly literals: number
}

/** Every operation that the documents describe. */
export function operationsOf(documents: Documents): Operation[] {
  return documents.all.flatMap((document) =>
    Object.entries(read.object(document.content, 'paths')).flatMap(([path, verbs]) => {
      const shared = read.list(verbs, 'parameters')
      return Object.entries(read.isObject(verbs) ? verbs : {})
        .filter(([verb]) => verb !== 'parameters')
        .flatMap(([verb, definition]) => {
          if (!read.isObject(definition)) return []
          const parameters = [...shared, ...read.list(definition, 'parameters')].flatMap((parameter) => {
            if (!read.isObject(parameter)) return []
            const reference = read.text(parameter, '$ref')
            const place =
              reference === undefined ? { document, schema: parameter } : documents.follow(reference, document)
            return place === undefined ? [] : [place]
          })
          return [operationAt(document, path, verb.toUpperCase(), definition, parameters)]
        })
    }),
  )
}

/** The one that says most about a path: other templates may fit it too, such as that of any scope. */
export function findOperation(operations: readonly Operation[], method: string, path: string): Operation | undefined {
  return operations
    .filter((operation) => operation.method === method && operation.literals > 1 && operation.pattern.test(path))
    .sort((a, b) => b.literals - a.literals)[0]
}

function operationAt(
  document: Document,
  path: string,
  method: string,
  definition: JsonObject,
  parameters: readonly Place[],
): Operation {
  const names: string[] = []
  const segments = path.split('/').filter(Boolean)
  const pattern = segments.map((segment) => {
    const name = /^\{(.+)\}$/.exec(segment)?.[1]
    // A template may hold a name between other characters, as in `Tables('{name}')`.
    if (name === undefined)
      return segment
        .split(/\{.+?\}/)
        .map(RegExp.escape)
        .join('[^/]+')
    names.push(name)
    const parameter = parameters.find(({ schema }) => schema.in === 'path' && schema.name === name)?.schema ?? {}
    const values = read.texts(parameter, 'enum')
    if (values.length > 0) return `(${values.map(RegExp.escape).join('|')})`
    return parameter['x-ms-skip-url-encoding'] === true || name === 'scope' ? '(.+)' : '([^/]+)'
  })
  return {
    id: read.text(definition, 'operationId') ?? `${method} ${path}`,
    method,
    path,
    document,
    definition,
    parameters,
    pattern: new RegExp(`^/${pattern.join('/')}/?$`, 'i'),
    names,
    literals: segments.filter((segment) => !segment.startsWith('{')).length,
  }
}
