import { Type } from 'typebox'
import { networkName } from './names.ts'
import { closed, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

const DhcpOptions = Type.Object({ dnsServers: Type.Array(Type.String()) }, closed)

/**
 * Its subnets are resources of their own. A PUT of the network without them asks Azure to delete them, so whoever
 * writes an existing network has to read it first and send its subnets back.
 */
export const virtualNetwork = resourceType({
  type: 'Microsoft.Network/virtualNetworks',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      properties: Type.Object(
        {
          addressSpace: Type.Object({ addressPrefixes: Type.Array(Type.String(), { minItems: 1 }) }, closed),
          dhcpOptions: Type.Optional(DhcpOptions),
        },
        closed,
      ),
    },
    closed,
  ),
  amendment: Type.Object({ properties: Type.Object({ dhcpOptions: DhcpOptions }, closed) }, closed),
  requirement: Type.Object(
    {
      location: Type.Optional(Type.String()),
      /** Ranges that have to lie inside of the network's address space. */
      addressPrefixes: Type.Optional(Type.Array(Type.String())),
    },
    closed,
  ),
  outputs: [],
  hasTags: true,
  name: networkName(64, 2),
  seconds: { create: 5, amend: 5, remove: 12 },
})
