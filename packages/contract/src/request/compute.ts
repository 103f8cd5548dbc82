import { Type } from 'typebox'
import { ArmId, closed, Flag, Guid, ListOf, OneOf, SshPublicKey, VmSize } from './parts.ts'

/** What clusters and instances have in common. */
const Placed = {
  vmSize: VmSize,
  publicIp: Flag('Whether nodes have public addresses. Default: no for private and managed, yes for hybrid and open.'),
  subnetId: Type.Optional(
    ArmId('Microsoft.Network/virtualNetworks/subnets', 'Another subnet of the same virtual network'),
  ),
  region: Type.Optional(
    Type.String({ pattern: '^[a-z0-9]{3,32}$', description: "The workspace's region; the default." }),
  ),
  identityIds: ListOf(
    ArmId('Microsoft.ManagedIdentity/userAssignedIdentities', 'An existing identity'),
    5,
    'Identities of its own making. Default: one that Azure makes and removes with it.',
  ),
  sshPublicKey: Type.Optional(SshPublicKey('The public half of a key: turns ssh on. Off by default.')),
}

const ComputeCluster = Type.Object(
  {
    name: Type.String({
      pattern: '^[a-zA-Z][a-zA-Z0-9-]{0,30}[a-zA-Z0-9]$',
      description: '2 to 32 letters, digits and hyphens; begins with a letter, does not end with a hyphen.',
    }),
    minNodes: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 65000, description: 'Nodes kept when idle. Default 0.' }),
    ),
    maxNodes: Type.Integer({
      minimum: 1,
      maximum: 65000,
      description: 'Each node takes one address of the training subnet.',
    }),
    priority: Type.Optional(
      OneOf(
        ['dedicated', 'lowPriority'],
        'lowPriority: cheaper, and taken away when Azure needs it. Default: dedicated.',
      ),
    ),
    ...Placed,
  },
  closed,
)

const ComputeInstance = Type.Object(
  {
    name: Type.String({
      pattern: '^[a-zA-Z](?![a-zA-Z0-9-]*-[0-9]+$)[a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$',
      description:
        '3 to 24 letters, digits and hyphens; begins with a letter, does not end in "-" and digits. Unique in its region.',
    }),
    assignedTo: Type.Object(
      {
        objectId: Guid('The Entra object id of the only person who may use it'),
        tenantId: Guid('The Entra tenant of that person'),
      },
      closed,
    ),
    ...Placed,
  },
  closed,
)

export const Compute = Type.Object(
  {
    clusters: Type.Optional(Type.Array(ComputeCluster, { maxItems: 10 })),
    instances: Type.Optional(Type.Array(ComputeInstance, { maxItems: 50 })),
  },
  closed,
)
