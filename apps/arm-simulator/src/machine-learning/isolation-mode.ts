import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'

export const isolationModes = ['Disabled', 'AllowInternetOutbound', 'AllowOnlyApprovedOutbound'] as const

/** How the managed network of a workspace is closed, as its body says; most have none. */
export function isolationOf(body: JsonObject | undefined): string {
  return read.text(body, 'properties', 'managedNetwork', 'isolationMode') ?? 'Disabled'
}

export function hasManagedNetwork(workspace: Pick<Resource, 'body'> | undefined): boolean {
  return isolationOf(workspace?.body) !== 'Disabled'
}
