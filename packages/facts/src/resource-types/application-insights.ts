import { Type } from 'typebox'
import { closed, PublicAccess, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

export const applicationInsights = resourceType({
  type: 'Microsoft.Insights/components',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      kind: Type.Literal('web'),
      properties: Type.Object(
        {
          Application_Type: Type.Literal('web'),
          WorkspaceResourceId: Type.String(),
          IngestionMode: Type.Literal('LogAnalytics'),
          DisableLocalAuth: Type.Literal(true),
          publicNetworkAccessForIngestion: PublicAccess,
          publicNetworkAccessForQuery: PublicAccess,
        },
        closed,
      ),
    },
    closed,
  ),
  outputs: [],
  hasTags: true,
  // Source: resource-name-rules.md.
  name: {
    pattern: /^(?!.*[%&\\?/])(?!.*[ .]$).{1,255}$/,
    words: '1 to 255 characters without % & \\ ? /; does not end with a space or "."',
  },
  seconds: { create: 5, remove: 3 },
})
