/** What stands at a place in something that Azure gave and that no SDK has read. */
function at(value: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path
  if (name === undefined) return value
  const entry = Object.entries(value ?? {}).find(([key]) => key === name)
  return entry === undefined ? undefined : at(entry[1], rest)
}

/** A text that Azure gives, in a resource that was read by id. Empty is as good as absent. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, path)
  return typeof found === 'string' && found !== '' ? found : undefined
}

export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = at(value, path)
  return typeof found === 'number' ? found : undefined
}

/** The items of a list; none where there is no list. */
export function listAt(value: unknown, ...path: readonly string[]): unknown[] {
  const found = at(value, path)
  return Array.isArray(found) ? found : []
}

/** The texts in a list. */
export function textsAt(value: unknown, ...path: readonly string[]): string[] {
  return listAt(value, ...path).filter((item) => typeof item === 'string')
}
