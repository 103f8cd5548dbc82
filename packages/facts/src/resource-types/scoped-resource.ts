import { Type } from 'typebox'
import { networkName } from './names.ts'
import { closed } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** A child of a private link scope: puts a Log Analytics workspace or an Application Insights component into it. */
export const scopedResource = resourceType({
  type: 'Microsoft.Insights/privateLinkScopes/scopedResources',
  body: Type.Object({ properties: Type.Object({ linkedResourceId: Type.String() }, closed) }, closed),
  outputs: [],
  hasTags: false,
  // Narrower than what Azure takes, which no collected document states (unconfirmed).
  name: networkName(80),
  // Not in the collected durations: an estimate (unconfirmed).
  seconds: { create: 20, remove: 20 },
})
