import { Type } from 'typebox'
import { closed, Empty, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

export const containerRegistry = resourceType({
  type: 'Microsoft.ContainerRegistry/registries',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      // Private endpoints exist for Premium only.
      sku: Type.Object({ name: Type.Literal('Premium') }, closed),
      properties: Type.Object(
        {
          adminUserEnabled: Type.Literal(false),
          anonymousPullEnabled: Type.Literal(false),
          publicNetworkAccess: Type.Literal('Disabled'),
          networkRuleBypassOptions: Type.Literal('AzureServices'),
          networkRuleSet: Type.Object({ defaultAction: Type.Literal('Deny'), ipRules: Empty }, closed),
        },
        closed,
      ),
    },
    closed,
  ),
  outputs: [],
  hasTags: true,
  // Source: containerregistry.json of azure-rest-api-specs. Unique in all of Azure.
  name: { pattern: /^[a-zA-Z0-9]{5,50}$/, words: '5 to 50 letters and digits' },
  seconds: { create: 20, remove: 15 },
})
