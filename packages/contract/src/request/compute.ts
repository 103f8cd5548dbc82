import { Type } from 'typebox'
import { ArmId, closed, Flag, Guid, ListOf, OneOf, VmSize } from './parts.ts'

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
  sshPublicKey: Type.Optional(
    Type.String({
      maxLength: 4096,
      pattern: '^(ssh-rsa|ssh-ed25519|ecdsa-sha2-nistp256) [A-Za-z0-9+/]+=* ?[^\\n\\r]*$',
      description: 'The public half of a key: turns ssh on. Off by default.',
    }),
  ),
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

const endpointName = Type.String({
  pattern: '^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{1,30}[a-zA-Z0-9]$',
  description: '3 to 32 letters, digits and single hyphens; begins with a letter. Unique in its region.',
})

const OnlineEndpoint = Type.Object(
  {
    name: endpointName,
    inbound: Type.Optional(
      OneOf(
        ['private', 'public'],
        'From where it is called. Default: private where the workspace has a private endpoint.',
      ),
    ),
    outbound: Type.Optional(
      OneOf(
        ['private', 'public'],
        'How its deployments reach the workspace, its storage and its registry. Not for a managed network, which decides it.',
      ),
    ),
    deployment: Type.Optional(
      Type.Object(
        {
          name: endpointName,
          model: Type.String({
            maxLength: 512,
            pattern:
              '^azureml://registries/[A-Za-z0-9_-]{2,33}/models/[A-Za-z0-9._-]{1,255}/versions/[A-Za-z0-9._-]{1,30}$',
            description:
              'A model of a registry, which needs no code of yours: azureml://registries/azureml/models/name/versions/1.',
          }),
          vmSize: VmSize,
          instances: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, description: 'Default 1.' })),
        },
        closed,
      ),
    ),
  },
  closed,
)

const Kubernetes = Type.Object(
  {
    name: Type.String({
      pattern: '^[a-zA-Z][a-zA-Z0-9-]{0,14}[a-zA-Z0-9]$',
      description: 'The compute as the workspace shows it: 2 to 16 letters, digits and hyphens.',
    }),
    clusterId: Type.Optional(
      ArmId('Microsoft.ContainerService/managedClusters', 'An existing AKS cluster; without it a private one is made'),
    ),
    namespace: Type.Optional(
      Type.String({ pattern: '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$', description: 'Default "default".' }),
    ),
    vmSize: Type.Optional(VmSize),
    nodes: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'Nodes of a new cluster. Default 3.' })),
    serviceCidr: Type.Optional(
      Type.String({
        pattern: '^[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}$',
        description: 'The range of services inside a new cluster. Default 10.0.0.0/16; must not overlap the network.',
      }),
    ),
  },
  closed,
)

export const Inference = Type.Object(
  {
    endpoints: Type.Optional(Type.Array(OnlineEndpoint, { maxItems: 10, description: 'Managed online endpoints.' })),
    kubernetes: Type.Optional(Kubernetes),
  },
  closed,
)

export const Studio = Type.Union(
  [
    Type.Boolean(),
    Type.Object(
      {
        labelling: Type.Optional(
          OneOf(
            ['separateAccount', 'defaultAccount'],
            'Where ML-assisted labelling keeps its data. Behind a network it cannot use the default account.',
          ),
        ),
      },
      closed,
    ),
  ],
  { description: 'Whether the studio can show data: the roles and datastore settings for it. Default: yes.' },
)

export const JumpBox = Type.Union(
  [
    Type.Boolean(),
    Type.Object(
      {
        vmSize: Type.Optional(VmSize),
        sshPublicKeyId: Type.Optional(
          ArmId(
            'Microsoft.Compute/sshPublicKeys',
            'An existing public key; without it Azure makes a pair whose private half nobody keeps',
          ),
        ),
        users: ListOf(
          Guid('The Entra object id of a person or group who may sign in'),
          20,
          'Who may sign in with Entra ID.',
        ),
      },
      closed,
    ),
  ],
  { description: 'A Linux machine without a public address, reached through Azure Bastion. Default: no.' },
)

export const Sentinel = Type.Object(
  {
    access: OneOf(
      ['public', 'private'],
      'How Sentinel notebooks reach the workspace. private: from the jump box in its network.',
    ),
  },
  closed,
)
