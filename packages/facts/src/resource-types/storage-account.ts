import { Type } from 'typebox'
import { closed, DefaultAction, PublicAccess, Tags, UserAssigned } from './parts.ts'
import { resourceType } from './resource-type.ts'

const AccountKeyed = Type.Object({ enabled: Type.Literal(true), keyType: Type.Literal('Account') }, closed)

const Allow = Type.Literal('Allow')

/** Refuses private addresses, /31 and /32; callers of the same region pass none of them. */
const IpRule = Type.Object({ value: Type.String(), action: Allow }, closed)

/** The subnet needs the service endpoint `Microsoft.Storage` first. */
const SubnetRule = Type.Object({ id: Type.String(), action: Allow }, closed)

const ResourceAccessRules = Type.Array(Type.Object({ tenantId: Type.String(), resourceId: Type.String() }, closed))

const networkAcls = {
  defaultAction: DefaultAction,
  bypass: Type.Literal('AzureServices'),
  ipRules: Type.Array(IpRule),
  virtualNetworkRules: Type.Array(SubnetRule),
}

const always = {
  requireInfrastructureEncryption: Type.Literal(true),
  services: Type.Object({ blob: AccountKeyed, file: AccountKeyed }, closed),
}

const KeyOfMicrosoft = Type.Object({ keySource: Type.Literal('Microsoft.Storage'), ...always }, closed)

/** The names are Azure's own, in its own mixture of cases. Without a version the newest key is taken. */
const KeyOfCustomer = Type.Object(
  {
    keySource: Type.Literal('Microsoft.Keyvault'),
    keyvaultproperties: Type.Object(
      { keyname: Type.String(), keyvaulturi: Type.String(), keyversion: Type.Optional(Type.String()) },
      closed,
    ),
    identity: Type.Object({ userAssignedIdentity: Type.String() }, closed),
    ...always,
  },
  closed,
)

export const storageAccount = resourceType({
  type: 'Microsoft.Storage/storageAccounts',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      kind: Type.Literal('StorageV2'),
      sku: Type.Object({ name: Type.Literal('Standard_LRS') }, closed),
      /** Only for a customer-managed key: the identity that may use it. */
      identity: Type.Optional(UserAssigned),
      properties: Type.Object(
        {
          accessTier: Type.Literal('Hot'),
          publicNetworkAccess: PublicAccess,
          networkAcls: Type.Object({ ...networkAcls, resourceAccessRules: Type.Optional(ResourceAccessRules) }, closed),
          allowBlobPublicAccess: Type.Literal(false),
          allowSharedKeyAccess: Type.Literal(false),
          allowCrossTenantReplication: Type.Literal(false),
          defaultToOAuthAuthentication: Type.Literal(true),
          minimumTlsVersion: Type.Literal('TLS1_2'),
          supportsHttpsTrafficOnly: Type.Literal(true),
          encryption: Type.Union([KeyOfMicrosoft, KeyOfCustomer]),
        },
        closed,
      ),
    },
    closed,
  ),
  // PATCH replaces networkAcls as a whole, so an amendment says the other rules again.
  amendment: Type.Object(
    {
      properties: Type.Object(
        {
          networkAcls: Type.Object({ ...networkAcls, resourceAccessRules: ResourceAccessRules }, closed),
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
