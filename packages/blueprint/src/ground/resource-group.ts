import { resourceGroup as resourceGroupType, type subscription as subscriptionType } from '@palisade/facts'
import { type Declaration, declare, type Earlier } from '../declare.ts'
import type { Site } from '../site.ts'

/**
 * Holds everything, so that everything can be found and taken away together. It is made when all that has to be there
 * before was looked at: a request that cannot be built costs nothing.
 */
export function resourceGroup(
  site: Site,
  subscription: Declaration<typeof subscriptionType>,
  after: readonly Earlier[],
) {
  return declare(resourceGroupType, {
    key: 'network/resource-group',
    phase: 'network',
    parent: subscription,
    name: site.request.resourceGroup,
    after,
    body: { location: site.region, tags: site.tags },
  })
}
