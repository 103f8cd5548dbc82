import type { ArmError } from '../arm/arm-error.ts'
import type { Announcement } from '../long-running/answer-style.ts'
import type { Resource } from '../state/resource.ts'

/** One private address of an endpoint, and every name that leads to it. */
export interface PrivateLinkMember {
  readonly name: string
  readonly fqdns: readonly string[]
  /** Records in the private zones, by the name of the zone. */
  readonly records: readonly { readonly zone: string; readonly name: string }[]
}

/** What a type offers to private endpoints, by group id. A member per address. */
export interface PrivateLink {
  readonly groups: Readonly<Record<string, (target: Resource) => readonly PrivateLinkMember[]>>
  /** How its provider answers a decision about a connection; at once unless said otherwise. */
  readonly decisions?: { readonly put: Announcement; readonly delete: Announcement }
  /** For targets that offer it only sometimes. */
  readonly refuse?: (target: Resource) => ArmError | undefined
}
