import type { JsonObject } from '../../src/json/json.ts'
import { read } from '../../src/json/read.ts'

/** The second over the first: objects are joined, all else is replaced. */
export function merged(under: JsonObject, over: JsonObject): JsonObject {
  const result: JsonObject = { ...under }
  for (const [name, value] of Object.entries(over)) {
    const before = result[name]
    result[name] = read.isObject(before) && read.isObject(value) ? merged(before, value) : value
  }
  return result
}
