import { Type } from 'typebox'
import { closed, ResourceId, SystemAssigned, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

const AmlCompute = Type.Object(
  {
    computeType: Type.Literal('AmlCompute'),
    computeLocation: Type.String(),
    disableLocalAuth: Type.Literal(true),
    properties: Type.Object(
      {
        vmSize: Type.String(),
        vmPriority: Type.Literal('Dedicated'),
        osType: Type.Literal('Linux'),
        isolatedNetwork: Type.Literal(false),
        enableNodePublicIp: Type.Literal(false),
        remoteLoginPortPublicAccess: Type.Literal('Disabled'),
        subnet: ResourceId,
        scaleSettings: Type.Object(
          {
            minNodeCount: Type.Integer({ minimum: 0 }),
            maxNodeCount: Type.Integer({ minimum: 1 }),
            /** An ISO 8601 duration. */
            nodeIdleTimeBeforeScaleDown: Type.String(),
          },
          closed,
        ),
      },
      closed,
    ),
  },
  closed,
)

const ComputeInstance = Type.Object(
  {
    computeType: Type.Literal('ComputeInstance'),
    computeLocation: Type.String(),
    disableLocalAuth: Type.Literal(true),
    properties: Type.Object(
      {
        vmSize: Type.String(),
        subnet: ResourceId,
        enableNodePublicIp: Type.Literal(false),
        applicationSharingPolicy: Type.Literal('Personal'),
        computeInstanceAuthorizationType: Type.Literal('personal'),
        personalComputeInstanceSettings: Type.Object(
          {
            assignedUser: Type.Object({ objectId: Type.String(), tenantId: Type.String() }, closed),
          },
          closed,
        ),
        sshSettings: Type.Object({ sshPublicAccess: Type.Literal('Disabled') }, closed),
      },
      closed,
    ),
  },
  closed,
)

/** A child of the Azure ML workspace: a cluster or a personal instance, told apart by `computeType`. */
export const mlCompute = resourceType({
  type: 'Microsoft.MachineLearningServices/workspaces/computes',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      identity: SystemAssigned,
      properties: Type.Union([AmlCompute, ComputeInstance]),
    },
    closed,
  ),
  outputs: ['principalId'],
  hasTags: true,
  // Of clusters; instances are stricter, and the request's schema holds each to its own rule. The lengths are those of
  // the Azure ML documentation for each kind, not of one table (unconfirmed).
  name: {
    pattern: /^[a-zA-Z][a-zA-Z0-9-]{0,30}[a-zA-Z0-9]$/,
    words: '2 to 32 letters, digits and hyphens; begins with a letter, does not end with a hyphen',
  },
  // Of an instance; a cluster without nodes takes less (see clusterSeconds).
  seconds: { create: 240, remove: 120 },
})

/** How long a cluster that begins with no nodes takes to make, in seconds. An estimate: 20 to 60. */
export const clusterSeconds = 40
