import { Type } from 'typebox'
import { closed, Identity, PublicAccess, ResourceId, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

const AmlCompute = Type.Object(
  {
    computeType: Type.Literal('AmlCompute'),
    computeLocation: Type.String(),
    /** Also closes ssh, so it is false only where a key for ssh is given. */
    disableLocalAuth: Type.Boolean(),
    properties: Type.Object(
      {
        vmSize: Type.String(),
        vmPriority: Type.Union([Type.Literal('Dedicated'), Type.Literal('LowPriority')]),
        osType: Type.Literal('Linux'),
        isolatedNetwork: Type.Literal(false),
        /** Azure assumes true. False needs a private endpoint of the workspace or a managed network. */
        enableNodePublicIp: Type.Boolean(),
        remoteLoginPortPublicAccess: PublicAccess,
        userAccountCredentials: Type.Optional(
          Type.Object({ adminUserName: Type.String(), adminUserSshPublicKey: Type.String() }, closed),
        ),
        /** Absent in a managed network, and where nodes have public addresses of their own. */
        subnet: Type.Optional(ResourceId),
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
    /** Also closes ssh, so it is false only where a key for ssh is given. */
    disableLocalAuth: Type.Boolean(),
    properties: Type.Object(
      {
        vmSize: Type.String(),
        subnet: Type.Optional(ResourceId),
        enableNodePublicIp: Type.Boolean(),
        applicationSharingPolicy: Type.Literal('Personal'),
        computeInstanceAuthorizationType: Type.Literal('personal'),
        personalComputeInstanceSettings: Type.Object(
          {
            assignedUser: Type.Object({ objectId: Type.String(), tenantId: Type.String() }, closed),
          },
          closed,
        ),
        sshSettings: Type.Object(
          { sshPublicAccess: PublicAccess, adminPublicKey: Type.Optional(Type.String()) },
          closed,
        ),
      },
      closed,
    ),
  },
  closed,
)

/** A cluster that exists already and carries the Azure ML extension. It is attached, and only detached on removal. */
const Kubernetes = Type.Object(
  {
    computeType: Type.Literal('Kubernetes'),
    resourceId: Type.String(),
    computeLocation: Type.String(),
    disableLocalAuth: Type.Literal(true),
    properties: Type.Object({ namespace: Type.String() }, closed),
  },
  closed,
)

/**
 * A child of the Azure ML workspace: a cluster, a personal instance or an attached Kubernetes cluster, told apart by
 * `computeType`.
 */
export const mlCompute = resourceType({
  type: 'Microsoft.MachineLearningServices/workspaces/computes',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      identity: Identity,
      properties: Type.Union([AmlCompute, ComputeInstance, Kubernetes]),
    },
    closed,
  ),
  /** That of the identity which it acts as. */
  outputs: ['principalId'],
  hasTags: true,
  // Of clusters; instances and attached clusters are stricter, and the request's schema holds each to its own rule. The lengths are those of
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
