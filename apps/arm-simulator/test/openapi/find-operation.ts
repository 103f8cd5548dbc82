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

/** Finds what a request asks for among all operations. */
export class OperationFinder {
  readonly #operations = new Map<string, Operation[]>()

  constructor(operations: readonly Operation[]) {
    for (const operation of operations) {
      // One whole id as a parameter fits everything.
      if (operation.literals === 0) continue
      const key = keyOf(operation.method, operation.path)
      this.#operations.set(key, [...(this.#operations.get(key) ?? []), operation])
    }
  }

  /** The one that says most about a path: other templates may fit it too, such as that of any scope. */
  find(method: string, path: string): Operation | undefined {
    return (this.#operations.get(keyOf(method, path)) ?? [])
      .filter(({ pattern }) => pattern.test(path))
      .sort((a, b) => b.literals - a.literals)[0]
  }
}

/** All that an operation and its paths have in common. */
function keyOf(method: string, path: string): string {
  const namespace = path.toLowerCase().split('/providers/').at(-1)?.split('/')[0] ?? ''
  return `${method} ${namespace}`
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
