import { Type } from 'typebox'
import { closed } from './parts.ts'
import { resourceType } from './resource-type.ts'

/**
 * Puts Microsoft Sentinel on a Log Analytics workspace. Its id is that of the workspace, then
 * `/providers/Microsoft.SecurityInsights/onboardingStates/default`.
 */
export const sentinelOnboarding = resourceType({
  type: 'Microsoft.SecurityInsights/onboardingStates',
  body: Type.Object({ properties: Type.Object({ customerManagedKey: Type.Literal(false) }, closed) }, closed),
  outputs: [],
  hasTags: false,
  // Source: OnboardingStates.json of azure-rest-api-specs: there is one.
  name: { pattern: /^default$/, words: '"default"' },
  seconds: { create: 15, remove: 5 },
})
