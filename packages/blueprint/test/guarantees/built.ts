import type { Blueprint, Declared, WorkspaceRequest } from '@palisade/contract'
import { type Cloud, type ResourceType, resourceTypes } from '@palisade/facts'
import { blueprintOf } from '../../src/index.ts'
import { derivedFrom } from '../../src/names/derived.ts'

/** A request with the blueprint that was made of it. */
export interface Built {
  readonly request: WorkspaceRequest
  readonly cloud: Cloud
  readonly workspaceId: string
  readonly suffix: string
  readonly blueprint: Blueprint
  readonly resources: readonly Declared[]
  readonly byKey: ReadonlyMap<string, Declared>
}

/** What holds for whatever is asked for. */
export interface Guarantee {
  readonly name: string
  /** What breaks it, in words; empty where it holds. */
  readonly violations: (built: Built) => readonly string[]
}

const workspaceId = 'wks_0123456789'

export function built(request: WorkspaceRequest, cloud: Cloud): Built {
  const blueprint = blueprintOf(request, { id: workspaceId, cloud })
  const { resources } = blueprint
  const byKey = new Map(resources.map((one) => [one.key, one]))
  return { request, cloud, workspaceId, suffix: derivedFrom(workspaceId).suffix, blueprint, resources, byKey }
}

const types: ReadonlyMap<string, ResourceType> = new Map(resourceTypes.map((type) => [type.type, type]))

export function typeOf({ kind }: Declared): ResourceType {
  const type = types.get(kind)
  if (type === undefined) throw new Error(`${kind} is not one of the facts`)
  return type
}

export const ofKind = ({ resources }: Built, kind: string) => resources.filter((one) => one.kind === kind)

/** Those that a list names more than once. */
export function repeated(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index)
}
