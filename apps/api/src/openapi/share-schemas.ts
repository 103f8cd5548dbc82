/** Where the swagger plugin, which drops `$id`, lets a name through. */
const mark = 'x-shared-as'

/** Whether a value is an object with fields. */
export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Marks each schema that the contract gives an `$id`, for `shareSchemas` to find it again. */
export function markShared(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(markShared)
  if (!isFields(value)) return value
  const { $id, ...rest } = mapFields(value, markShared)
  return typeof $id === 'string' ? { ...rest, [mark]: $id } : rest
}

/**
 * Moves every marked schema of an OpenAPI document to its components, once, and refers to it where it stood: so that
 * generated clients have one type for one thing, under the contract's name.
 */
export function shareSchemas<T extends object>(document: T): T {
  const shared = new Map<string, unknown>()

  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit)
    if (!isFields(value)) return value
    const { [mark]: name, ...rest } = value
    if (typeof name !== 'string') return mapFields(value, visit)
    // Reserved before the visit of what is inside, so that the order is that of first mention.
    if (!shared.has(name)) {
      shared.set(name, null)
      shared.set(name, mapFields(rest, visit))
    }
    return { $ref: `#/components/schemas/${name}` }
  }

  Object.assign(document, mapFields(Object.fromEntries(Object.entries(document)), visit))
  return Object.assign(document, { components: { schemas: Object.fromEntries(shared) } })
}

function mapFields(fields: Record<string, unknown>, change: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, change(value)]))
}
