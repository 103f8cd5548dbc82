import type { Declared } from '@palisade/contract'
import type { Site } from '../site.ts'

/** What the checks are computed from: a site, and all that is built on it. */
export interface Composed {
  readonly site: Site
  readonly resources: readonly Declared[]
}

/** The scope that everything lives in but what is inside somebody else's. */
export function groupOf({ site }: Pick<Composed, 'site'>): string {
  return `/subscriptions/${site.request.subscriptionId}/resourceGroups/${site.request.resourceGroup}`
}
