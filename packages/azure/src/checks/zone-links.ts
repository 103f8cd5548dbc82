import type { PrivateZone } from '@azure/arm-privatedns'
import type { CheckResult, Finding } from '@palisade/contract'
import { parseResourceId } from '../resource-id.ts'
import { privateDnsSdk } from '../sdks/private-dns.ts'
import { ownership } from '../steps/ownership.ts'
import type { Asking } from './asking.ts'
import { couldNotLook, fail, result } from './findings.ts'
import { lookAt } from './look-at.ts'
import { sideBySide } from './side-by-side.ts'
import type { SubjectOf } from './subject.ts'

/** Azure allows 500 reads of private DNS in five minutes, and other workspaces read as well. */
const atATime = 4

/**
 * Whether one of the networks is linked to another zone of a name that we will link: Azure takes one zone of a name for a
 * network, and refuses the second link only once the zone is made.
 *
 * Azure says "overlapping namespaces" and means zones of the same name: a zone and a zone inside of it may both be linked,
 * and the longer name answers. Zones in other subscriptions cannot be listed from a network; a link to one of those is
 * seen when the job runs.
 * @param workspaceId whose our own zones are: what an earlier job linked is not held against this one.
 */
export async function checkZoneLinks(
  asking: Asking,
  { check, subscription, virtualNetworkIds, zones }: SubjectOf<'zone-links'>,
  workspaceId: string,
): Promise<CheckResult> {
  const client = await privateDnsSdk.open(asking.connection, subscription)
  const wanted = new Set(zones.map((zone) => zone.toLowerCase()))
  const networks = new Set(virtualNetworkIds.map((id) => id.toLowerCase()))

  const listed = await lookAt(asking, 'private DNS zones', () => Array.fromAsync(client.privateZones.list()))
  if (!listed.isSeen) return result(check, [couldNotLook(`/subscriptions/${subscription}`, listed)])

  const others = listed.value.filter((zone) => wanted.has((zone.name ?? '').toLowerCase()) && !isOurs(zone))
  const looked = await sideBySide(others, atATime, async ({ id = '', name = '' }): Promise<Finding[]> => {
    const links = await lookAt(asking, `links of ${id}`, () =>
      Array.fromAsync(client.virtualNetworkLinks.list(parseResourceId(id).group, name)),
    )
    if (!links.isSeen) return [couldNotLook(id, links)]
    return links.value
      .flatMap(({ virtualNetwork }) => virtualNetwork?.id ?? [])
      .filter((network) => networks.has(network.toLowerCase()))
      .map((network) =>
        fail('zones-overlap', {
          subject: network,
          message: `It is linked to the zone ${id}, and a network is linked to one zone of the name ${name} only.`,
          remedy: `Use the zones that exist (dns.mode existingZones, with ${id}), or remove that link.`,
        }),
      )
  })
  return result(check, looked.flat())

  function isOurs(zone: PrivateZone): boolean {
    return ownership(zone, workspaceId) === 'ours'
  }
}
