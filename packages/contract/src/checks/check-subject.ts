import { type Static, Type } from 'typebox'
import type { Json } from '../json.ts'
import { type OnSoftDeleted, onSoftDeletedChoices } from '../request/on-soft-deleted.ts'

const closed = { additionalProperties: false } as const
const Text = Type.String()
const Count = Type.Integer({ minimum: 0 })

const Registrations = Type.Object(
  { check: Type.Literal('registrations'), subscription: Text, namespaces: Type.Array(Text) },
  closed,
)

const Permissions = Type.Object(
  {
    check: Type.Literal('permissions'),
    subscription: Text,
    /** The scopes are ARM ids; one that does not exist yet stands for its nearest parent that does. */
    needs: Type.Array(Type.Object({ scope: Text, actions: Type.Array(Text) }, closed)),
  },
  closed,
)

const Locks = Type.Object({ check: Type.Literal('locks'), subscription: Text, scopes: Type.Array(Text) }, closed)

const Policies = Type.Object(
  {
    check: Type.Literal('policies'),
    subscription: Text,
    /** A subscription, or a resource group in it. */
    scope: Text,
    /** The region in which the resource group is to be, which need not exist yet. */
    region: Text,
    resources: Type.Array(
      Type.Object(
        {
          /** The key of the declared resource, so that a finding can name it. */
          key: Text,
          type: Text,
          name: Text,
          location: Text,
          /** What is known of it before anything is made. */
          body: Type.Unsafe<Json>({}),
        },
        closed,
      ),
    ),
  },
  closed,
)

const Names = Type.Object(
  {
    check: Type.Literal('names'),
    subscription: Text,
    /** Whose an existing resource may be: the value of the owner tag. */
    workspaceId: Text,
    resources: Type.Array(Type.Object({ type: Text, id: Text, name: Text, region: Text }, closed)),
    onSoftDeleted: Type.Unsafe<OnSoftDeleted>({ type: 'string', enum: [...onSoftDeletedChoices] }),
    /** Whether an existing resource of somebody else's is taken over instead of refused. */
    adopts: Type.Boolean(),
  },
  closed,
)

const Machines = Type.Array(
  Type.Object(
    {
      name: Text,
      vmSize: Text,
      /** The most that there can be. */
      nodes: Count,
      /** How many there are from the beginning. */
      minNodes: Count,
      priority: Type.Unsafe<'dedicated' | 'lowPriority'>({ type: 'string', enum: ['dedicated', 'lowPriority'] }),
    },
    closed,
  ),
)

const Quota = Type.Object(
  {
    check: Type.Literal('quota'),
    subscription: Text,
    region: Text,
    clusters: Machines,
    instances: Machines,
    deployments: Machines,
    /** Machines that count against the quota of the subscription and not of Azure ML: a jump box, nodes of Kubernetes. */
    virtualMachines: Machines,
    /** How many of each type of network resource are made, by resource type. */
    networkResources: Type.Array(Type.Object({ type: Text, count: Count }, closed)),
  },
  closed,
)

export const subnetPurposes = ['training', 'endpoints', 'scoring', 'hosts', 'bastion', 'firewall'] as const
export type SubnetPurpose = (typeof subnetPurposes)[number]

const ExistingNetwork = Type.Object(
  {
    check: Type.Literal('existing-network'),
    subscription: Text,
    virtualNetworkId: Text,
    /** Absent where the network may be in any region: of a hub that is peered with. */
    region: Type.Optional(Text),
    subnets: Type.Array(
      Type.Object(
        {
          id: Text,
          purpose: Type.Unsafe<SubnetPurpose>({ type: 'string', enum: [...subnetPurposes] }),
          /** How many addresses we take in it. */
          addresses: Count,
          /** Whether nodes in it have public addresses, which need rules for what comes in. */
          hasPublicNodes: Type.Boolean(),
        },
        closed,
      ),
    ),
    /** The ranges that we will use: none of them may overlap a range that is peered. */
    ranges: Type.Array(Text),
    /** It is a hub that our own network is peered with: our ranges lie outside of it instead of inside. */
    isHub: Type.Boolean(),
  },
  closed,
)

const ZoneLinks = Type.Object(
  {
    check: Type.Literal('zone-links'),
    subscription: Text,
    virtualNetworkIds: Type.Array(Text),
    /** The names of the zones that we make and link. */
    zones: Type.Array(Text),
  },
  closed,
)

/** What a check is to look at: the body of the entry of a blueprint that declares it. */
export const CheckSubject = Type.Union([
  Registrations,
  Permissions,
  Locks,
  Policies,
  Names,
  Quota,
  ExistingNetwork,
  ZoneLinks,
])
export type CheckSubject = Static<typeof CheckSubject>
