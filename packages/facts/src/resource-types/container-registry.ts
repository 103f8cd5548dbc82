import { Type } from 'typebox'
import { closed, DefaultAction, Empty, PublicAccess, Tags, UserAssigned } from './parts.ts'
import { resourceType } from './resource-type.ts'

export const containerRegistry = resourceType({
  type: 'Microsoft.ContainerRegistry/registries',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      // Private endpoints, network rules and customer-managed keys exist for Premium only.
      sku: Type.Object({ name: Type.Union([Type.Literal('Premium'), Type.Literal('Standard')]) }, closed),
      identity: Type.Optional(UserAssigned),
      properties: Type.Object(
        {
          adminUserEnabled: Type.Literal(false),
          anonymousPullEnabled: Type.Literal(false),
          publicNetworkAccess: PublicAccess,
          networkRuleBypassOptions: Type.Literal('AzureServices'),
          networkRuleSet: Type.Optional(Type.Object({ defaultAction: DefaultAction, ipRules: Empty }, closed)),
          /** Only at creation. `identity` is the client id of the one that may use the key. */
          encryption: Type.Optional(
            Type.Object(
              {
                status: Type.Literal('enabled'),
                keyVaultProperties: Type.Object({ identity: Type.String(), keyIdentifier: Type.String() }, closed),
              },
              closed,
            ),
          ),
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
