import type { WorkspaceRequest } from '@palisade/contract'
import type { Cloud } from '@palisade/facts'
import { type AddressPlan, addressPlan } from './address-plan/address-plan.ts'
import { parseRange } from './address-plan/ipv4-range.ts'
import type { Derived } from './names/derived.ts'
import { type Names, namesFor } from './names/names.ts'

/** Where a workspace is built: all that more than one of its resources has to know. */
export interface Site {
  readonly request: WorkspaceRequest
  readonly cloud: Cloud
  readonly region: string
  /** Says on every resource whose it is. */
  readonly tags: Readonly<Record<string, string>>
  readonly names: Names
  readonly addresses: AddressPlan
  readonly derived: Derived
}

/** The tags that Palisade sets itself and by which it knows its own. */
export const ownTags = ['palisade-workspace', 'palisade-project', 'managed-by'] as const

/** Throws a `RangeError` for an address space that `validateRequest` refuses as invalid. */
export function siteOf(request: WorkspaceRequest, derived: Derived): Site {
  const space = parseRange(request.network.addressSpace)
  if (space === undefined) throw new RangeError(`${request.network.addressSpace} is not an IPv4 range`)
  return {
    request,
    cloud: 'AzurePublic',
    region: request.region,
    tags: {
      ...request.tags,
      'palisade-workspace': derived.workspaceId,
      'palisade-project': request.project,
      'managed-by': 'palisade',
    },
    names: namesFor(request.name, derived.suffix),
    addresses: addressPlan(space),
    derived,
  }
}
