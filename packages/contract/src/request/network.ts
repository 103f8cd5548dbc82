import { Type } from 'typebox'
import { ArmId, closed, Flag, IpAddress, ListOf, Range } from './parts.ts'

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
      Type.String({
        maxLength: 253,
        pattern: '^(?:[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$',
        description: 'A zone: privatelink.blob.core.windows.net.',
      }),
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
