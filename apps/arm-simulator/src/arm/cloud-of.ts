import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'

export type Cloud = 'public' | 'government' | 'china'

/** Which of Microsoft's clouds a resource is in, as its region's name says. */
export function cloudOf(resource: { readonly body: Resource['body'] } | string): Cloud {
  const location = typeof resource === 'string' ? resource : (read.text(resource.body, 'location') ?? '')
  if (location.startsWith('usgov') || location.startsWith('usdod')) return 'government'
  return location.startsWith('china') ? 'china' : 'public'
}
