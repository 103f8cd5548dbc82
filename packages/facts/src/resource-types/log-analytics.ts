import { Type } from 'typebox'
import { closed, PublicAccess, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

export const logAnalytics = resourceType({
  type: 'Microsoft.OperationalInsights/workspaces',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      properties: Type.Object(
        {
          sku: Type.Object({ name: Type.Literal('PerGB2018') }, closed),
          publicNetworkAccessForIngestion: PublicAccess,
          publicNetworkAccessForQuery: PublicAccess,
          retentionInDays: Type.Integer({ minimum: 30, maximum: 730 }),
          features: Type.Object(
            { disableLocalAuth: Type.Literal(true), enableLogAccessUsingOnlyResourcePermissions: Type.Literal(true) },
            closed,
          ),
        },
        closed,
      ),
    },
    closed,
  ),
  outputs: ['customerId'],
  hasTags: true,
  // Source: Workspaces.json of azure-rest-api-specs.
  name: {
    pattern: /^(?=.{4,63}$)[A-Za-z0-9][A-Za-z0-9-]+[A-Za-z0-9]$/,
    words: '4 to 63 letters, digits and hyphens; begins and ends with a letter or digit',
  },
  seconds: { create: 30, remove: 5 },
})
