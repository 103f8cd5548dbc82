import { Type } from 'typebox'
import { ArmId, closed, Flag, IpAddress, ListOf, OneOf, Range } from './parts.ts'

/** A subnet that exists. Its range is held against what Azure says before anything is made. */
const ExistingSubnet = Type.Object(
  {
    name: Type.String({
      pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]{0,78}[A-Za-z0-9_])?$',
      description: 'The name of a subnet of the network.',
    }),
    addressPrefix: Range('Its IPv4 range: 10.1.2.0/24.'),
  },
  closed,
)

const ExistingNetwork = Type.Object(
  {
    virtualNetworkId: ArmId('Microsoft.Network/virtualNetworks', 'The network to build in'),
    subnets: Type.Optional(
      Type.Object(
        {
          training: Type.Optional(ExistingSubnet),
          endpoints: Type.Optional(ExistingSubnet),
          scoring: Type.Optional(ExistingSubnet),
          hosts: Type.Optional(ExistingSubnet),
          bastion: Type.Optional(ExistingSubnet),
        },
        closed,
      ),
    ),
    mayAdjust: Flag(
      'Whether network policies and service endpoints of these subnets may be set. Default: no, and the job says what to change. Routes and security groups belong to their owner in any case.',
    ),
    linkedZones: ListOf(
      Type.String({ pattern: '^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$' }),
      50,
      'Private DNS zones that the network is linked to already. Azure allows one zone of a name.',
    ),
  },
  closed,
)

export const Network = Type.Object(
  {
    addressSpace: Type.Optional(
      Range(
        'The IPv4 range of the virtual network, in CIDR form. Subnets are cut from it. In an existing network: a free part of its range.',
      ),
    ),
    existing: Type.Optional(ExistingNetwork),
    dnsServers: ListOf(
      IpAddress('A DNS server'),
      4,
      'DNS servers of the new network. Default: the firewall where there is one, else Azure.',
    ),
    peering: Type.Optional(
      Type.Object(
        {
          hubId: ArmId('Microsoft.Network/virtualNetworks', 'The network to peer with, in both directions'),
          useHubGateway: Flag("Whether the hub's VPN or ExpressRoute gateway leads here. Default: no."),
        },
        closed,
      ),
    ),
  },
  closed,
)

/** The sets of hosts that a request may open in the firewall by name. */
export const egressSets = ['python', 'r', 'rstudio', 'vscode', 'huggingface', 'dockerhub'] as const

export const egressModes = ['azureFirewall', 'existingAzureFirewall', 'appliance', 'natGateway', 'none'] as const

export const Egress = Type.Object(
  {
    mode: OneOf(
      egressModes,
      'Through what traffic leaves. azureFirewall: one of its own, the default. existingAzureFirewall: one in a hub. appliance: any other product, by its address. natGateway: no filter by host. none: nothing leaves.',
    ),
    allow: ListOf(
      OneOf(egressSets, 'A named set of hosts.'),
      egressSets.length,
      'Named sets of hosts to open beside what Azure ML itself needs. None by default.',
    ),
    allowHosts: ListOf(
      Type.String({
        pattern: '^(\\*\\.)?([a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z]{2,63}$',
        description: 'A host: artifacts.example.com or *.example.com.',
      }),
      100,
      'Hosts of your own to open, over HTTPS.',
    ),
    allowServiceTags: ListOf(
      Type.Object(
        {
          tag: Type.String({ pattern: '^[A-Za-z0-9.]{2,80}$', description: 'A service tag of Azure: Sql.WestEurope.' }),
          protocol: OneOf(['TCP', 'UDP'], 'The protocol.'),
          ports: Type.Array(Type.String({ pattern: '^[0-9]{1,5}(-[0-9]{1,5})?$' }), { minItems: 1, maxItems: 15 }),
        },
        closed,
      ),
      30,
      'Services of Azure to open.',
    ),
    requiredRules: Flag('Whether what Azure ML needs is open. It has to be; the default.'),
    firewallId: Type.Optional(ArmId('Microsoft.Network/azureFirewalls', 'For existingAzureFirewall: the firewall')),
    policyId: Type.Optional(
      ArmId(
        'Microsoft.Network/firewallPolicies',
        'For existingAzureFirewall: its policy, to put the rules in; without it they are handed over',
      ),
    ),
    rulePriority: Type.Optional(
      Type.Integer({
        minimum: 100,
        maximum: 64000,
        description: 'For existingAzureFirewall: the priority of our rules in its policy. Default 4000.',
      }),
    ),
    nextHop: Type.Optional(IpAddress('For appliance: where traffic goes')),
  },
  closed,
)

export const dnsModes = ['privateZones', 'existingZones', 'customServer', 'policy'] as const

export const Dns = Type.Object(
  {
    mode: OneOf(
      dnsModes,
      'Who makes the names of private endpoints. privateZones: zones of its own, the default. existingZones: zones that exist, for example of a hub. customServer: your DNS servers, which get the records by hand. policy: an Azure Policy that makes the zone groups.',
    ),
    zonesIn: Type.Optional(
      Type.String({
        maxLength: 256,
        pattern: '^/subscriptions/[0-9a-fA-F-]{36}/resourceGroups/[-A-Za-z0-9._()]{1,90}$',
        description: 'For existingZones: the resource group that holds them, also in another subscription.',
      }),
    ),
    linkZones: Flag(
      'For existingZones: whether the network is linked to them. Default: yes. No where it asks a resolver that sees them.',
    ),
    servers: ListOf(IpAddress('A DNS server'), 4, 'For customServer: the servers that the network asks.'),
    zoneGroupName: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,78}[A-Za-z0-9_]$',
        description: 'For policy: the name it gives the zone groups. Default "deployedByPolicy".',
      }),
    ),
  },
  closed,
)
