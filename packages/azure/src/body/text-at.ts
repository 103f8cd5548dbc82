/** A text that Azure gives, in a resource that was read by id. Empty is as good as absent. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const [name, ...rest] = path
  if (name === undefined) return typeof value === 'string' && value !== '' ? value : undefined
  const entry = Object.entries(value ?? {}).find(([key]) => key === name)
  return entry === undefined ? undefined : textAt(entry[1], ...rest)
}
