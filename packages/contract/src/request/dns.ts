import { Type } from 'typebox'
import { closed, Flag, GroupId, IpAddress, ListOf, OneOf } from './parts.ts'

export const dnsModes = ['privateZones', 'existingZones', 'customServer', 'policy'] as const

export const Dns = Type.Object(
  {
    mode: OneOf(
      dnsModes,
      'Who makes the names of private endpoints. privateZones: zones of its own, the default. existingZones: zones that exist, for example of a hub. customServer: your DNS servers, which get the records by hand. policy: an Azure Policy that makes the zone groups.',
    ),
    zonesIn: Type.Optional(
      GroupId('For existingZones: the ARM id of the resource group that holds them, also of another subscription.'),
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
