import type { Declared } from '@palisade/contract'
import { keyVault, logAnalytics, mlWorkspace, resourceGroup, resourceTypes } from '@palisade/facts'
import type { Site } from '../site.ts'

/** What Azure keeps for a while after a deletion, together with its name. */
const kept: ReadonlySet<string> = new Set([keyVault.type, logAnalytics.type, mlWorkspace.type])

/**
 * What says whose it is, and so can be taken over. A resource group that exists is used as it is: it may hold what is not
 * ours.
 */
const adoptable: ReadonlySet<string> = new Set(
  resourceTypes.filter(({ hasTags, type }) => hasTags && type !== resourceGroup.type).map(({ type }) => type),
)

/** Says of what is made what the request wants where there is one of its name already, living or deleted. */
export function asRequested({ request }: Site, resources: readonly Declared[]): readonly Declared[] {
  const { onSoftDeleted = 'refuse', onExisting = 'refuse' } = request.resources ?? {}
  if (onSoftDeleted === 'refuse' && onExisting === 'refuse') return resources
  return resources.map((one) => {
    if (one.action !== 'make') return one
    return {
      ...one,
      ...(onExisting === 'adopt' && adoptable.has(one.kind) ? { adopts: true as const } : {}),
      ...(onSoftDeleted !== 'refuse' && kept.has(one.kind) ? { onSoftDeleted } : {}),
    }
  })
}
