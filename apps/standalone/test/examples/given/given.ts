import type { Json } from '@palisade/contract'

/** Something that others made before, as it is sent to Azure. What it points at comes before it. */
export interface Given {
  readonly id: string
  readonly body: { readonly [property: string]: Json }
}

/** The part of an ARM id that names the resource group. */
export function groupOf(id: string): string {
  return id.split('/').slice(0, 5).join('/')
}

export function nameOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1)
}

export function withoutUndefined<T>(values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined)
}
