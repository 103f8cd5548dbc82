import type { ArmType } from '../arm/arm-type.ts'
import { recordSetType } from '../dns/record-set-type.ts'

/** Besides what clients write: the zone groups of private endpoints write these. */
export const privateDnsARecord: ArmType = recordSetType('A', 'aRecords')
export const privateDnsAaaaRecord: ArmType = recordSetType('AAAA', 'aaaaRecords')
export const privateDnsCnameRecord: ArmType = recordSetType('CNAME', 'cnameRecord')
export const privateDnsMxRecord: ArmType = recordSetType('MX', 'mxRecords')
export const privateDnsPtrRecord: ArmType = recordSetType('PTR', 'ptrRecords')
export const privateDnsSrvRecord: ArmType = recordSetType('SRV', 'srvRecords')
export const privateDnsTxtRecord: ArmType = recordSetType('TXT', 'txtRecords')

/** Comes with its zone and goes with it: a client can only change it. */
export const privateDnsSoaRecord: ArmType = recordSetType('SOA', 'soaRecord', {
  name: { accepts: /^@$/ },
  verbs: ['GET', 'PUT', 'PATCH'],
})
