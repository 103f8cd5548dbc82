import { Type } from 'typebox'
import { closed, SystemAssigned, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

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
      identity: SystemAssigned,
      properties: Type.Object(
        {
          friendlyName: Type.String(),
          storageAccount: Type.String(),
          keyVault: Type.String(),
          containerRegistry: Type.String(),
          applicationInsights: Type.String(),
          publicNetworkAccess: Type.Literal('Disabled'),
          hbiWorkspace: Type.Literal(true),
          v1LegacyMode: Type.Literal(false),
          systemDatastoresAuthMode: Type.Literal('identity'),
          managedNetwork: Type.Object({ isolationMode: Type.Literal('Disabled') }, closed),
        },
        closed,
      ),
    },
    closed,
  ),
  amendment: Type.Object({ properties: Type.Object({ imageBuildCompute: Type.String() }, closed) }, closed),
  /** `workspaceGuid` is `properties.workspaceId`, the GUID in its host names. */
  outputs: ['principalId', 'workspaceGuid'],
  hasTags: true,
  // Source: machineLearningServices.json of azure-rest-api-specs.
  name: {
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$/,
    words: '3 to 33 letters, digits, "_" and "-"; begins with a letter or digit',
  },
  seconds: { create: 75, amend: 30, remove: 60 },
})
