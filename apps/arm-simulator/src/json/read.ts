import type { Json, JsonObject } from './json.ts'

/** Reads a value out of a body by its path; what is not there, or not of the shape expected, is absent. */
export const read = {
  at(value: Json | undefined, ...path: string[]): Json | undefined {
    let current: Json | undefined = value
    for (const name of path) {
      if (!isObject(current)) return undefined
      current = current[name]
    }
    return current
  },
  text(value: Json | undefined, ...path: string[]): string | undefined {
    const found = read.at(value, ...path)
    return typeof found === 'string' ? found : undefined
  },
  number(value: Json | undefined, ...path: string[]): number | undefined {
    const found = read.at(value, ...path)
    return typeof found === 'number' ? found : undefined
  },
  object(value: Json | undefined, ...path: string[]): JsonObject {
    const found = read.at(value, ...path)
    return isObject(found) ? found : {}
  },
  list(value: Json | undefined, ...path: string[]): Json[] {
    const found = read.at(value, ...path)
    return Array.isArray(found) ? found : []
  },
  texts(value: Json | undefined, ...path: string[]): string[] {
    return read.list(value, ...path).filter((item) => typeof item === 'string')
  },
  isObject,
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
