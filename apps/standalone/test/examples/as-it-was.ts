import type { SimulatedAzure } from '../support/simulated-azure.ts'

/** What each change of a resource, or of something below it, leaves behind. */
const traces = new Set(['etag', 'systemData', 'resourceGuid', 'changedTime'])

/** All that exists, by id in lower case, without what says only when it was last written. */
export async function resourcesAsTheyAre(azure: SimulatedAzure): Promise<Map<string, unknown>> {
  const all = await azure.resources()
  return new Map(all.map(({ id, body }) => [id.toLowerCase(), untraced(body)]))
}

function untraced(value: unknown): unknown {
  // What points here is shown in the order in which it was last written.
  if (Array.isArray(value))
    return value.map(untraced).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !traces.has(name))
      .map(([name, inner]) => [name, untraced(inner)]),
  )
}
