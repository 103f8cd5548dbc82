import type { subnet, virtualNetwork } from '@palisade/facts'
import type { SubnetUse } from '../address-plan/address-plan.ts'
import type { Add } from '../collect.ts'
import type { Declaration } from '../declare.ts'
import type { Given } from '../ground/given.ts'
import { shortHash } from '../names/derived.ts'
import type { Site } from '../site.ts'
import { adjustSubnet } from './subnet.ts'

/** The subnets that computes name for themselves, set as Azure ML needs them where the request allows it: by their ids in lower case. */
export function computeSubnets(
  site: Site,
  add: Add,
  network: Declaration<typeof virtualNetwork>,
  given: Given,
  subnets: ReadonlyMap<SubnetUse, Declaration<typeof subnet>>,
): ReadonlyMap<string, Declaration<typeof subnet>> {
  const mayAdjust = site.request.network?.existing?.mayAdjust === true
  return new Map(
    [...given.computeSubnets].map(([id, found]) => {
      const named = [...subnets.values()].find((one) => one.id.toLowerCase() === id)
      if (named !== undefined) return [id, named]
      const key = `network/subnet-${shortHash(id)}`
      return [id, mayAdjust ? add(adjustSubnet(network, found, key, [])) : found]
    }),
  )
}
