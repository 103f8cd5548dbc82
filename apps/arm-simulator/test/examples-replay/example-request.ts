import type { Json, JsonObject } from '../../src/json/json.ts'
import { read } from '../../src/json/read.ts'
import type { Operation } from './operation.ts'

export interface ExampleRequest {
  readonly method: Operation['method']
  readonly path: string
  readonly query: string
  readonly body: Json | undefined
  readonly headers: Readonly<Record<string, string>>
}

/** Samples of opaque values: a page, a filter or an order that only the service itself could have given. */
const opaque = [
  '$skiptoken',
  '$orderby',
  'tags',
  'properties',
  'description',
  'version',
  'monitor',
  'api-version',
  '$filter',
]

/** The request that an example shows. Where a parameter goes follows from its name and shape. */
export function requestOf({ method, path }: Operation, parameters: JsonObject): ExampleRequest {
  const used = new Set<string>()
  const filled = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    used.add(name)
    const value = parameters[name]
    if (typeof value !== 'string') throw new Error(`the example does not say {${name}}`)
    return name === 'scope' ? value : encodeURIComponent(value)
  })
  const query = new URLSearchParams({ 'api-version': read.text(parameters, 'api-version') ?? '' })
  const headers: Record<string, string> = {}
  let body: Json | undefined
  for (const [name, value] of Object.entries(parameters)) {
    if (used.has(name) || name === 'subscriptionId') continue
    if (name.toLowerCase() === 'if-match' || name.toLowerCase() === 'if-none-match') headers[name] = String(value)
    else if (read.isObject(value)) body = value
    else if (!opaque.includes(name.toLowerCase()) || isOfResources(name, value)) query.set(name, String(value))
  }
  return { method, path: filled.replaceAll('//', '/'), query: query.toString(), body, headers }
}

/** The one filter that is spelled out. */
function isOfResources(name: string, value: Json | undefined): boolean {
  return name === '$filter' && String(value).startsWith('resourceType')
}
