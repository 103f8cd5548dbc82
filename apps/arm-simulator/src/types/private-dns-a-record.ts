import type { ArmType } from '../arm/arm-type.ts'
import { notFound } from '../arm/not-found.ts'
import { parseResourceId } from '../arm/resource-id.ts'
import { read } from '../json/read.ts'
import { dnsAnswers } from '../long-running/dns-answers.ts'

/** Only read: the zone groups of private endpoints write them. */
export const privateDnsARecord: ArmType = {
  type: 'Microsoft.Network/privateDnsZones/A',
  verbs: ['GET'],
  location: 'none',
  style: withoutStates(),
  seconds: { create: 1, update: 1, delete: 1 },
  actions: [
    {
      // All records of a zone; there are no others than these.
      method: 'GET',
      path: /^(\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.network\/privatednszones\/[^/]+)\/all$/,
      run({ match, world }) {
        const id = parseResourceId(match[1] ?? '')
        const zone = id === undefined ? undefined : world.get(id.key)
        if (zone === undefined)
          throw id === undefined ? notFound.type('Microsoft.Network/privateDnsZones') : notFound.resource(id)
        const records = world.children(zone.key, privateDnsARecord.type).sort((a, b) => (a.key < b.key ? -1 : 1))
        return {
          status: 200,
          body: {
            value: records.map((record) => ({
              id: record.id,
              name: record.name,
              type: record.type,
              etag: read.text(record.internal, 'etag') ?? '',
              ...record.body,
            })),
          },
        }
      },
    },
  ],
}

/** A record has no state of its own. */
function withoutStates(): ArmType['style'] {
  const { states: _states, ...style } = dnsAnswers
  return style
}
