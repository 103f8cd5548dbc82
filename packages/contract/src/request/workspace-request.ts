import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const

const guid = '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$'

const ComputeCluster = Type.Object(
  {
    name: Type.String({
      pattern: '^[a-zA-Z][a-zA-Z0-9-]{0,30}[a-zA-Z0-9]$',
      description: '2 to 32 letters, digits and hyphens; begins with a letter, does not end with a hyphen.',
    }),
    vmSize: Type.String({
      pattern: '^[A-Za-z][A-Za-z0-9_-]{1,63}$',
      description: 'An Azure VM size: Standard_DS3_v2.',
    }),
    minNodes: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 65000, description: 'Nodes kept when idle. Default 0.' }),
    ),
    maxNodes: Type.Integer({
      minimum: 1,
      maximum: 65000,
      description: 'Each node takes one address of the training subnet.',
    }),
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
    vmSize: Type.String({
      pattern: '^[A-Za-z][A-Za-z0-9_-]{1,63}$',
      description: 'An Azure VM size: Standard_DS3_v2.',
    }),
    assignedTo: Type.Object(
      {
        objectId: Type.String({
          pattern: guid,
          description: 'The Entra object id of the only person who may use it: a GUID.',
        }),
        tenantId: Type.String({ pattern: guid, description: 'The Entra tenant of that person: a GUID.' }),
      },
      closed,
    ),
  },
  closed,
)

/** The sets of hosts that a request may open in the firewall by name. */
export const egressSets = ['python', 'r', 'rstudio', 'vscode', 'huggingface', 'dockerhub'] as const

/** What a portal posts. Short on purpose: what it does not say is derived, and derived closed. */
export const WorkspaceRequest = Type.Object(
  {
    name: Type.String({
      pattern: '^[a-z](?!.*--)[a-z0-9-]{1,27}[a-z0-9]$',
      description:
        '3 to 29 lower-case letters, digits and single hyphens; begins with a letter. Names of Azure resources derive from it.',
    }),
    project: Type.String({
      pattern: '^[a-z](?!.*--)[a-z0-9-]{1,61}[a-z0-9]$',
      description: 'Who the workspace is for: 3 to 63 lower-case letters, digits and single hyphens.',
    }),
    subscriptionId: Type.String({
      pattern: guid,
      description: 'The Azure subscription that everything is made in: a GUID.',
    }),
    resourceGroup: Type.String({
      pattern: '^[-A-Za-z0-9._()]{0,89}[-A-Za-z0-9_()]$',
      description:
        'Made if it does not exist: 1 to 90 letters, digits, ".", "-", "_" and brackets; does not end with ".".',
    }),
    region: Type.String({ pattern: '^[a-z0-9]{3,32}$', description: 'An Azure region in its short form: westeurope.' }),
    scenario: Type.Optional(
      Type.Union([Type.Literal('private')], {
        description: 'private: everything in a virtual network of its own. The default.',
      }),
    ),
    network: Type.Object(
      {
        addressSpace: Type.String({
          pattern: '^[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}$',
          description: 'The IPv4 range of the virtual network, in CIDR form. Subnets are cut from it.',
        }),
      },
      closed,
    ),
    egress: Type.Optional(
      Type.Object(
        {
          mode: Type.Union([Type.Literal('azureFirewall')], {
            description: 'What leaves the network leaves through it.',
          }),
          allow: Type.Optional(
            Type.Array(
              Type.Unsafe<(typeof egressSets)[number]>(Type.Union(egressSets.map((name) => Type.Literal(name)))),
              {
                uniqueItems: true,
                maxItems: egressSets.length,
                description: 'Named sets of hosts to open beside what Azure ML itself needs. None by default.',
              },
            ),
          ),
        },
        closed,
      ),
    ),
    compute: Type.Optional(
      Type.Object(
        {
          clusters: Type.Optional(Type.Array(ComputeCluster, { maxItems: 10 })),
          instances: Type.Optional(Type.Array(ComputeInstance, { maxItems: 50 })),
        },
        closed,
      ),
    ),
    tags: Type.Optional(
      Type.Record(Type.String({ pattern: '^[^<>%&\\\\?/]{1,512}$' }), Type.String({ maxLength: 256 }), {
        maxProperties: 40,
        additionalProperties: false,
        description: 'Put on every resource that can carry tags.',
      }),
    ),
  },
  { ...closed, $id: 'WorkspaceRequest', title: 'WorkspaceRequest' },
)

export type WorkspaceRequest = Static<typeof WorkspaceRequest>
