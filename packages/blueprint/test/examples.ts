import { readdirSync, readFileSync } from 'node:fs'
import type { WorkspaceRequest } from '@palisade/contract'
import { cloudOfRegion } from '@palisade/facts'
import { blueprintOf } from '../src/index.ts'

const folder = new URL('../../../examples/', import.meta.url)

/** The names of all examples, without `.json`: a new one is found by itself. */
export const exampleNames = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length))
  .toSorted()

export function exampleOf(name: string): WorkspaceRequest {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))
}

/** The blueprint of an example, in the cloud of its region. */
export function blueprintOfExample(name: string) {
  const request = exampleOf(name)
  return blueprintOf(request, { id: 'wks_example', cloud: cloudOfRegion(request.region) })
}
