import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { parseIpRange } from '../network/ip-range.ts'
import { networkName } from '../network/names.ts'

export const route: ArmType = {
  type: 'Microsoft.Network/routeTables/routes',
  name: networkName(1, 80),
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: networkAnswers,
  seconds: { create: 2, update: 2, delete: 11 },
  requires: ['properties.addressPrefix', 'properties.nextHopType'],
  locks: (id) => [id.parent],
  validate({ body, id }) {
    const prefix = read.text(body, 'properties', 'addressPrefix') ?? ''
    // A prefix may also be a service tag; only what looks like an address has to be one.
    if (/^[\d.]+\//.test(prefix) && parseIpRange(prefix) === undefined)
      throw new ArmError(
        400,
        'InvalidCIDRNotation',
        `The address prefix ${prefix} in resource ${id.id} has an invalid CIDR notation. For the given prefix length, the address prefix should be a network address.`,
      )
    if (
      read.text(body, 'properties', 'nextHopType') === 'VirtualAppliance' &&
      read.text(body, 'properties', 'nextHopIpAddress') === undefined
    ) {
      throw new ArmError(
        400,
        'NextHopIpAddressRequired',
        `Route ${id.id} with next hop type VirtualAppliance must have a next hop IP address.`,
      )
    }
  },
  complete: ({ body }) => ({
    body: { ...body, properties: { hasBgpOverride: false, ...read.object(body, 'properties') } },
  }),
}
