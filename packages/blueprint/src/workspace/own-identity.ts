import type { Reference } from '@palisade/contract'
import { type resourceGroup, userAssignedIdentity } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/** An identity that stands for itself, as others need it. */
export interface OwnIdentity {
  readonly declaration: Declaration<typeof userAssignedIdentity>
  readonly id: string
  readonly principalId: Reference
  /** How a resource is given it. The id is a name in this object, where no reference can stand, so it is waited for. */
  readonly assigned: {
    readonly type: 'UserAssigned'
    readonly userAssignedIdentities: Readonly<Record<string, Record<string, never>>>
  }
}

/** Makes an identity that a resource can be given before it exists. */
export function makeIdentity(
  site: Site,
  group: Declaration<typeof resourceGroup>,
  wanted: { readonly key: string; readonly name: string },
) {
  return declare(userAssignedIdentity, {
    key: wanted.key,
    phase: 'resources',
    parent: group,
    name: wanted.name,
    body: { location: site.region, tags: site.tags },
  })
}

export function ownIdentity(declaration: Declaration<typeof userAssignedIdentity>): OwnIdentity {
  return {
    declaration,
    id: declaration.id,
    principalId: declaration.output('principalId'),
    assigned: { type: 'UserAssigned', userAssignedIdentities: { [declaration.id]: {} } },
  }
}
