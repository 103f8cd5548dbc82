/** The one tenant that every simulated subscription is in: the one of Microsoft's own examples. */
export const tenantId = '72f988bf-86f1-41af-91ab-2d7cd011db47'
