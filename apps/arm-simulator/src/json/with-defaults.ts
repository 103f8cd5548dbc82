import type { JsonObject } from './json.ts'

/** The object, with each default that it lacks. An explicit null counts as lacking: Azure drops nulls. */
export function withDefaults(object: JsonObject, defaults: JsonObject): JsonObject {
  const result: JsonObject = { ...defaults }
  for (const [name, value] of Object.entries(object)) {
    if (value !== undefined && value !== null) result[name] = value
  }
  return result
}
