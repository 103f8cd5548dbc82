import { readdirSync, readFileSync } from 'node:fs'
import type { JsonObject } from '../../src/json/json.ts'

export const folder = new URL('../../../../../shared/azure/', import.meta.url)

/** The names of Microsoft's documents of one sort, in a fixed order. */
export function officialFiles(sort: 'examples' | 'swagger'): string[] {
  return readdirSync(new URL(`${sort}/`, folder)).sort()
}

export function officialDocument(path: string): JsonObject {
  return readJson<JsonObject>(path)
}

/** What a caller relies on in a file that he knows. */
export function readJson<Shape>(path: string): Shape {
  return JSON.parse(readFileSync(new URL(path, folder), 'utf8'))
}
