import { resourceGroup as resourceGroupType, type subscription as subscriptionType } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/** Holds everything, so that everything can be found and taken away together. */
export function resourceGroup(site: Site, subscription: Declaration<typeof subscriptionType>) {
  return declare(resourceGroupType, {
    key: 'network/resource-group',
    phase: 'network',
    parent: subscription,
    name: site.request.resourceGroup,
    body: { location: site.region, tags: site.tags },
  })
}
