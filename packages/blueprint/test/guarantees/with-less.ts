import { createHash } from 'node:crypto'
import { WorkspaceRequest } from '@palisade/contract'
import { Value } from 'typebox/value'

/** How many options of a request are taken away, one at a time. */
const most = 2

/** Where an option stands: names of properties, and places in lists. */
type Path = readonly (string | number)[]

/**
 * A request without one of its options: what it may have been before somebody added it. Which ones is derived from the
 * request, so that the same request is always held against the same others.
 */
export function requestsWithLess(
  request: WorkspaceRequest,
): { readonly without: string; readonly less: WorkspaceRequest }[] {
  const paths = pathsIn(request).filter((path) => !saysWhere.test(path.join('/')))
  const digest = createHash('sha1').update(JSON.stringify(request)).digest()
  const picked = new Set(
    Array.from({ length: most }, (_, index) => paths[digest.readUInt16BE(index * 2) % paths.length]),
  )
  return [...picked].flatMap((path) => {
    const less: unknown = structuredClone(request)
    if (path === undefined || !remove(less, path) || !Value.Check(WorkspaceRequest, less)) return []
    return [{ without: path.join('/'), less }]
  })
}

/** These do not add something but say where it is. Somebody who changes them moves it, and means to. */
const saysWhere =
  /^(scenario|isolation|dns|egress\/mode|egress$|network\/existing|network$|network\/addressSpace|inference\/kubernetes\/clusterId)/

function pathsIn(value: unknown, above: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return []
  const names: Path = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
  const inner = Object.values(value)
  return names.flatMap((name, index) => [[...above, name], ...pathsIn(inner[index], [...above, name])])
}

/** Takes away what stands at the path. False where nothing does. */
function remove(value: unknown, [name, ...rest]: Path): boolean {
  if (name === undefined || typeof value !== 'object' || value === null) return false
  if (rest.length > 0) return remove(Reflect.get(value, name), rest)
  if (Array.isArray(value)) return typeof name === 'number' && value.splice(name, 1).length === 1
  return Reflect.deleteProperty(value, name)
}
