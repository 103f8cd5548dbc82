import type { subnet, userAssignedIdentity } from '@palisade/facts'
import type { Declaration, Earlier } from '../declare.ts'
import type { Given } from '../ground/given.ts'

/** Where computes live, and as whom they act. */
export interface ComputePlace {
  /** Nothing where compute is not in a network of ours. */
  subnetOf(wanted: { readonly subnetId?: string }): { readonly subnet?: { readonly id: Declaration['ref'] } }
  identityOf(wanted: { readonly identityIds?: readonly string[] }): {
    readonly identity: ComputeIdentity
    readonly after: readonly Earlier[]
  }
}

type ComputeIdentity =
  | { readonly type: 'SystemAssigned' }
  | {
      readonly type: 'UserAssigned'
      readonly userAssignedIdentities: Readonly<Record<string, Record<string, never>>>
    }

export function computePlace(
  training: Declaration<typeof subnet> | undefined,
  subnets: ReadonlyMap<string, Declaration<typeof subnet>>,
  given: Given,
): ComputePlace {
  return {
    subnetOf: ({ subnetId }) => {
      if (training === undefined) return {}
      const own = subnetId === undefined ? training : subnets.get(subnetId.toLowerCase())
      if (own === undefined) throw new RangeError(`The subnet ${subnetId} was not looked at`)
      return { subnet: { id: own.ref } }
    },
    identityOf: ({ identityIds = [] }) => {
      if (identityIds.length === 0) return { identity: { type: 'SystemAssigned' }, after: [] }
      const identities = identityIds.map((id) => identityAt(given, id))
      return {
        identity: {
          type: 'UserAssigned',
          userAssignedIdentities: Object.fromEntries(identities.map(({ id }) => [id, {}])),
        },
        after: identities,
      }
    },
  }
}

/** The identities of a compute that stand for themselves; empty where Azure makes one with it. */
export function identitiesOf(
  given: Given,
  { identityIds = [] }: { readonly identityIds?: readonly string[] },
): Declaration<typeof userAssignedIdentity>[] {
  return identityIds.map((id) => identityAt(given, id))
}

function identityAt(given: Given, id: string): Declaration<typeof userAssignedIdentity> {
  const found = given.computeIdentities.get(id.toLowerCase())
  if (found === undefined) throw new RangeError(`The identity ${id} was not looked at`)
  return found
}
