import { Type } from 'typebox'
import { closed, Empty, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

const AccountKeyed = Type.Object({ enabled: Type.Literal(true), keyType: Type.Literal('Account') }, closed)

const networkAcls = {
  defaultAction: Type.Literal('Deny'),
  bypass: Type.Literal('AzureServices'),
  ipRules: Empty,
  virtualNetworkRules: Empty,
}

export const storageAccount = resourceType({
  type: 'Microsoft.Storage/storageAccounts',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      kind: Type.Literal('StorageV2'),
      sku: Type.Object({ name: Type.Literal('Standard_LRS') }, closed),
      properties: Type.Object(
        {
          accessTier: Type.Literal('Hot'),
          publicNetworkAccess: Type.Literal('Disabled'),
          networkAcls: Type.Object(networkAcls, closed),
          allowBlobPublicAccess: Type.Literal(false),
          allowSharedKeyAccess: Type.Literal(false),
          allowCrossTenantReplication: Type.Literal(false),
          defaultToOAuthAuthentication: Type.Literal(true),
          minimumTlsVersion: Type.Literal('TLS1_2'),
          supportsHttpsTrafficOnly: Type.Literal(true),
          encryption: Type.Object(
            {
              keySource: Type.Literal('Microsoft.Storage'),
              requireInfrastructureEncryption: Type.Literal(true),
              services: Type.Object({ blob: AccountKeyed, file: AccountKeyed }, closed),
            },
            closed,
          ),
        },
        closed,
      ),
    },
    closed,
  ),
  // PATCH replaces networkAcls as a whole, so an amendment says again that everything else stays shut.
  amendment: Type.Object(
    {
      properties: Type.Object(
        {
          networkAcls: Type.Object(
            {
              ...networkAcls,
              resourceAccessRules: Type.Array(
                Type.Object({ tenantId: Type.String(), resourceId: Type.String() }, closed),
              ),
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
  // Source: storage.json of azure-rest-api-specs. Unique in all of Azure.
  name: { pattern: /^[a-z0-9]{3,24}$/, words: '3 to 24 lower-case letters and digits' },
  seconds: { create: 21, amend: 2, remove: 3 },
})
