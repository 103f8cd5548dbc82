import { Type } from 'typebox'
import { closed, DefaultAction, Empty, PublicAccess, ResourceId, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

export const keyVault = resourceType({
  type: 'Microsoft.KeyVault/vaults',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      properties: Type.Object(
        {
          tenantId: Type.String(),
          sku: Type.Object({ family: Type.Literal('A'), name: Type.Literal('standard') }, closed),
          enableRbacAuthorization: Type.Literal(true),
          /** Required at creation, also where roles decide and none of them counts. */
          accessPolicies: Empty,
          enableSoftDelete: Type.Literal(true),
          softDeleteRetentionInDays: Type.Integer({ minimum: 7, maximum: 90 }),
          enablePurgeProtection: Type.Literal(true),
          enabledForDeployment: Type.Literal(false),
          enabledForDiskEncryption: Type.Literal(false),
          enabledForTemplateDeployment: Type.Literal(false),
          publicNetworkAccess: PublicAccess,
          networkAcls: Type.Object(
            {
              defaultAction: DefaultAction,
              bypass: Type.Literal('AzureServices'),
              ipRules: Type.Array(Type.Object({ value: Type.String() }, closed)),
              /** Each subnet needs the service endpoint `Microsoft.KeyVault` first. */
              virtualNetworkRules: Type.Array(ResourceId),
            },
            closed,
          ),
        },
        closed,
      ),
    },
    closed,
  ),
  outputs: [],
  hasTags: true,
  // Source: resource-name-rules.md. Unique in all of Azure, and held for the soft-delete period after a delete.
  name: {
    pattern: /^[A-Za-z](?!.*--)[A-Za-z0-9-]{1,22}[A-Za-z0-9]$/,
    words: '3 to 24 letters, digits and single hyphens; begins with a letter, does not end with a hyphen',
  },
  seconds: { create: 20, remove: 5 },
})
