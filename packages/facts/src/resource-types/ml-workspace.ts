import { Type } from 'typebox'
import { closed, Identity, PublicAccess, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** Which firewall is built for rules with hosts cannot be said: 2024-10-01 does not know `firewallSku`. */
const ManagedNetwork = Type.Object(
  {
    /** Goes from `Disabled` to either, and from internet to approved; never back. */
    isolationMode: Type.Union([
      Type.Literal('Disabled'),
      Type.Literal('AllowInternetOutbound'),
      Type.Literal('AllowOnlyApprovedOutbound'),
    ]),
  },
  closed,
)

/** A customer-managed key. Only at creation. */
const Encryption = Type.Object(
  {
    status: Type.Literal('Enabled'),
    keyVaultProperties: Type.Object({ keyVaultArmId: Type.String(), keyIdentifier: Type.String() }, closed),
    identity: Type.Optional(Type.Object({ userAssignedIdentity: Type.String() }, closed)),
  },
  closed,
)

/**
 * Needs API version 2024-10-01 or later: 2024-04-01 does not know `systemDatastoresAuthMode`, 2022-10-01 does not know
 * `managedNetwork` either, and a property that is not known is dropped without a word.
 */
export const mlWorkspace = resourceType({
  type: 'Microsoft.MachineLearningServices/workspaces',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      kind: Type.Literal('Default'),
      sku: Type.Object({ name: Type.Literal('Basic'), tier: Type.Literal('Basic') }, closed),
      identity: Identity,
      properties: Type.Object(
        {
          friendlyName: Type.String(),
          storageAccount: Type.String(),
          keyVault: Type.String(),
          containerRegistry: Type.String(),
          applicationInsights: Type.String(),
          publicNetworkAccess: PublicAccess,
          /** Only at creation. */
          hbiWorkspace: Type.Boolean(),
          v1LegacyMode: Type.Boolean(),
          systemDatastoresAuthMode: Type.Literal('identity'),
          managedNetwork: ManagedNetwork,
          /** The id of the identity that it acts as, among those that it is given. */
          primaryUserAssignedIdentity: Type.Optional(Type.String()),
          encryption: Type.Optional(Encryption),
        },
        closed,
      ),
    },
    closed,
  ),
  // `ipAllowlist` needs 2025-06-01: no stable version before it knows the property.
  amendment: Type.Union([
    Type.Object(
      {
        properties: Type.Union([
          Type.Object({ imageBuildCompute: Type.String() }, closed),
          // Azure takes the list once the workspace exists, so one that is to be open to some was closed until then.
          Type.Object(
            { publicNetworkAccess: Type.Optional(Type.Literal('Enabled')), ipAllowlist: Type.Array(Type.String()) },
            closed,
          ),
        ]),
      },
      closed,
    ),
    /** No change of a property but an action: builds the managed network now instead of with the first compute. */
    Type.Object({ provisionManagedNetwork: Type.Object({ includeSpark: Type.Literal(false) }, closed) }, closed),
  ]),
  /** `principalId` is that of the identity which it acts as. `workspaceGuid` is `properties.workspaceId`, the GUID in its host names. */
  outputs: ['principalId', 'workspaceGuid'],
  hasTags: true,
  // Source: machineLearningServices.json of azure-rest-api-specs.
  name: {
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$/,
    words: '3 to 33 letters, digits, "_" and "-"; begins with a letter or digit',
  },
  seconds: { create: 75, amend: 30, remove: 60 },
})

/** How long Azure needs to build the managed network of a workspace, in seconds. Source: how-to-managed-network.md. */
export const managedNetworkSeconds = 1800

/** How much longer when a rule names a host, because a firewall is built for it. Source: how-to-managed-network.md. */
export const managedFirewallSeconds = 600
