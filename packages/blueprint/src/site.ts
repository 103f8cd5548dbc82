import type { WorkspaceRequest } from '@palisade/contract'
import type { Cloud } from '@palisade/facts'
import { addressPlan, type PlannedSubnet, planned, type SubnetUse } from './address-plan/address-plan.ts'
import { parseRange } from './address-plan/ipv4-range.ts'
import { type Choices, choicesOf } from './choices.ts'
import type { Derived } from './names/derived.ts'
import { type Names, namesFor } from './names/names.ts'

/** Where a workspace is built: all that more than one of its resources has to know. */
export interface Site {
  readonly request: WorkspaceRequest
  readonly choices: Choices
  readonly cloud: Cloud
  readonly region: string
  /** Says on every resource whose it is. */
  readonly tags: Readonly<Record<string, string>>
  readonly names: Names
  readonly derived: Derived
  /**
   * The range of a subnet, made or existing. Throws a `RangeError` where the request gives no range for it, which
   * `validateRequest` refuses.
   */
  range(use: SubnetUse): PlannedSubnet
}

/** The tags that Palisade sets itself and by which it knows its own. */
export const ownTags = ['palisade-workspace', 'palisade-project', 'managed-by'] as const

export function siteOf(request: WorkspaceRequest, derived: Derived, cloud: Cloud): Site {
  return {
    request,
    choices: choicesOf(request),
    cloud,
    region: request.region,
    tags: {
      ...request.tags,
      'palisade-workspace': derived.workspaceId,
      'palisade-project': request.project,
      'managed-by': 'palisade',
    },
    names: namesFor(request.name, derived.suffix),
    derived,
    range: (use) => rangeOf(request, use),
  }
}

/** An existing subnet has the range that the request says; all others are cut from the address space. */
function rangeOf({ network }: WorkspaceRequest, use: SubnetUse): PlannedSubnet {
  const existing = use === 'firewall' ? undefined : network?.existing?.subnets?.[use]
  const written = existing?.addressPrefix ?? network?.addressSpace
  const range = written === undefined ? undefined : parseRange(written)
  if (range === undefined) throw new RangeError(`There is no IPv4 range for the ${use} subnet`)
  return existing === undefined ? addressPlan(range)[use] : planned(range)
}
