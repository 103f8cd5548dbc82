import { Type } from 'typebox'
import { ArmId, closed, Flag, OneOf } from './parts.ts'

export const scenarios = ['private', 'hybrid', 'open', 'managed'] as const

export const Scenario = OneOf(
  scenarios,
  'private: everything in a virtual network (the default). hybrid: a public workspace whose other resources are in a virtual network. open: no virtual network. managed: compute in a network that Azure ML manages.',
)

export const Isolation = OneOf(
  ['internet', 'approvedOnly'],
  'For the scenario managed: what its network lets out. internet: everything. approvedOnly: only what outbound rules allow; the default.',
)

const ruleName = Type.String({
  pattern: '^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$',
  description: '3 to 33 letters, digits, hyphens and underscores.',
})

/** One rule of a managed network. Which of the last three is there says what it is; exactly one has to be. */
export const OutboundRule = Type.Object(
  {
    name: ruleName,
    fqdn: Type.Optional(
      Type.String({
        pattern: '^(\\*\\.)?([a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z]{2,63}$',
        description: 'A host, on ports 80 and 443: pypi.org or *.pythonhosted.org.',
      }),
    ),
    serviceTag: Type.Optional(
      Type.Object(
        {
          tag: Type.String({ pattern: '^[A-Za-z0-9.]{2,80}$', description: 'A service tag of Azure: DataFactory.' }),
          protocol: OneOf(['TCP', 'UDP', 'ICMP', '*'], 'The protocol.'),
          ports: Type.String({
            pattern: '^[0-9]{1,5}(-[0-9]{1,5})?(, ?[0-9]{1,5}(-[0-9]{1,5})?)*$',
            description: 'Ports: "80, 443" or "8000-9000".',
          }),
        },
        closed,
      ),
    ),
    privateEndpoint: Type.Optional(
      Type.Object(
        {
          resourceId: Type.String({
            maxLength: 1024,
            pattern: '^/subscriptions/[^?#%\\\\ ]+/providers/[^?#%\\\\ ]+$',
            description: 'The ARM id of what the managed network gets a private endpoint to.',
          }),
          subresource: Type.String({
            pattern: '^[A-Za-z0-9]{2,40}$',
            description: 'Its part: blob, vault, sqlServer.',
          }),
        },
        closed,
      ),
    ),
  },
  closed,
)

/** How one of the workspace's resources is reached from the network. */
const Reached = {
  privateEndpoint: Flag('An address of its own inside the network. The default, unless a service endpoint is chosen.'),
  serviceEndpoint: Flag("Reached over Azure's backbone from one subnet, without an address of its own."),
}

export const Resources = Type.Object(
  {
    workspace: Type.Optional(
      Type.Object(
        {
          privateEndpoint: Flag(
            'Whether the workspace itself has a private endpoint. Default: in every scenario with a network but hybrid.',
          ),
        },
        closed,
      ),
    ),
    storage: Type.Optional(
      Type.Object(
        {
          ...Reached,
          serviceEndpointSubnet: Type.Optional(
            OneOf(
              ['training', 'endpoints', 'scoring'],
              'Where the service endpoint is. Azure ML wants it where the workspace endpoint and the compute are: training.',
            ),
          ),
          admits: Type.Optional(
            OneOf(
              ['resourceInstances', 'trustedServices'],
              'Who may pass the closed firewall by identity. resourceInstances: this workspace only, the default. trustedServices: also every trusted service of Azure in the tenant that has a role.',
            ),
          ),
        },
        closed,
      ),
    ),
    vault: Type.Optional(Type.Object(Reached, closed)),
    registry: Type.Optional(Type.Object(Reached, closed)),
  },
  closed,
)

/** Who may come in from outside of the network. */
export const Access = Type.Object(
  {
    public: Flag(
      'Whether the workspace is open to the internet beside its private endpoint. Who signs in still needs a role.',
    ),
    clientIps: Type.Optional(
      Type.Array(
        Type.String({
          pattern: '^[0-9]{1,3}(\\.[0-9]{1,3}){3}(/[0-9]{1,2})?$',
          description: 'A public IPv4 address, or a range of at most /30: 203.0.113.7 or 203.0.113.0/28.',
        }),
        {
          maxItems: 200,
          uniqueItems: true,
          description: 'From where clients reach workspace and storage over the internet. Empty: storage stays closed.',
        },
      ),
    ),
  },
  closed,
)

export const Identity = Type.Object(
  {
    type: OneOf(
      ['system', 'userAssigned'],
      'The identity of the workspace. system: Azure makes and removes it with the workspace; the default.',
    ),
    id: Type.Optional(
      ArmId('Microsoft.ManagedIdentity/userAssignedIdentities', 'An existing identity; without it one is made'),
    ),
  },
  closed,
)

/** Encryption with a key of the customer's. The key is named, never sent. */
export const Encryption = Type.Object(
  {
    keyVaultId: ArmId('Microsoft.KeyVault/vaults', 'Where the key is; it needs soft delete and purge protection'),
    keyIdentifier: Type.String({
      pattern: '^https://[a-zA-Z0-9-]{3,24}\\.vault\\.[a-z.]{3,60}/keys/[a-zA-Z0-9-]{1,127}/[a-f0-9]{32}$',
      description:
        'The key with its version: https://my-vault.vault.azure.net/keys/my-key/0123456789abcdef0123456789abcdef.',
    }),
  },
  closed,
)

export const Monitor = Type.Object(
  {
    privateLinkScope: Flag(
      'A private link scope of Azure Monitor, through which telemetry is written and read inside the network.',
    ),
    diagnosticSettings: Flag('Logs and metrics of the workspace and what it is built on go to its Log Analytics.'),
  },
  closed,
)
