import { Type } from 'typebox'
import { onlineName } from './online-name.ts'
import { closed, PublicAccess, SystemAssigned, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** A child of the Azure ML workspace: the host at which models answer. */
export const onlineEndpoint = resourceType({
  type: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      kind: Type.Literal('Managed'),
      identity: SystemAssigned,
      properties: Type.Object(
        {
          authMode: Type.Union([Type.Literal('AADToken'), Type.Literal('Key')]),
          publicNetworkAccess: PublicAccess,
        },
        closed,
      ),
    },
    closed,
  ),
  outputs: ['principalId', 'scoringUri'],
  hasTags: true,
  // A label of a host name, so unique in the region.
  name: onlineName,
  seconds: { create: 60, remove: 60 },
})
