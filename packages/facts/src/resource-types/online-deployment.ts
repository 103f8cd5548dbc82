import { Type } from 'typebox'
import { onlineName } from './online-name.ts'
import { closed, PublicAccess, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** A child of an online endpoint: the machines on which one model answers. */
export const onlineDeployment = resourceType({
  type: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      kind: Type.Literal('Managed'),
      sku: Type.Object({ name: Type.Literal('Default'), capacity: Type.Integer({ minimum: 1 }) }, closed),
      properties: Type.Object(
        {
          endpointComputeType: Type.Literal('Managed'),
          instanceType: Type.String(),
          model: Type.String(),
          /** Only at creation, and not in a workspace that has a managed network. */
          egressPublicNetworkAccess: Type.Optional(PublicAccess),
          appInsightsEnabled: Type.Literal(true),
        },
        closed,
      ),
    },
    closed,
  ),
  outputs: [],
  hasTags: true,
  name: onlineName,
  seconds: { create: 480, remove: 120 },
})
