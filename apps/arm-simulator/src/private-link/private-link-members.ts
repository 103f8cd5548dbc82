import { ArmError } from '../arm/arm-error.ts'
import type { Resource } from '../state/resource.ts'
import type { PrivateLink, PrivateLinkMember } from './private-link.ts'

const offers = new Map<string, PrivateLink>()

/** Made known once, when the types are loaded: an endpoint must not have to know what it may lead to. */
export function offerPrivateLink(type: string, offer: PrivateLink): void {
  offers.set(type, offer)
}

/** The types that endpoints can lead to. */
export function offeredTypes(): string[] {
  return [...offers.keys()].sort()
}

/** The addresses and names that an endpoint to these sub-resources needs; refuses those the target does not have. */
export function privateLinkMembers(
  target: Resource,
  groupIds: readonly string[],
  endpoint: string,
): readonly PrivateLinkMember[] {
  const offer = offers.get(target.type)
  if (offer === undefined)
    throw new ArmError(
      400,
      'PrivateLinkServiceNotSupported',
      `The resource ${target.id} referenced by private endpoint ${endpoint} does not support private endpoints.`,
    )
  const refusal = offer.refuse?.(target)
  if (refusal !== undefined) throw refusal
  const known = Object.keys(offer.groups)
  if (groupIds.length === 0)
    throw new ArmError(
      400,
      'PrivateEndpointGroupIdRequired',
      `Private endpoint ${endpoint} must name a group id of ${target.id}. Valid group ids: ${known.join(', ')}.`,
    )
  return groupIds.flatMap((groupId) => {
    const name = known.find((candidate) => candidate.toLowerCase() === groupId.toLowerCase())
    const members = name === undefined ? undefined : offer.groups[name]
    if (members === undefined)
      throw new ArmError(
        400,
        'InvalidPrivateLinkServiceGroupId',
        `Group id '${groupId}' of private endpoint ${endpoint} is not valid for ${target.id}. Valid group ids: ${known.join(', ')}.`,
      )
    return members(target)
  })
}
