import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import type { AnswerStyle } from '../long-running/answer-style.ts'
import { dnsAnswers } from '../long-running/dns-answers.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

const { states: _states, ...stateless } = dnsAnswers

/** Records are written at once, and have an etag but no state of their own. */
const recordAnswers: AnswerStyle = {
  ...stateless,
  create: 'at once',
  update: 'at once',
  patch: 'at once',
  delete: 'at once',
}

/** One label may be `*`, at the beginning; `@` is the zone itself. */
const recordName =
  /^(?=.{1,253}$)(?:@|(?:\*|[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*)$/i

/** A type of record set, and the property that its records are in. */
export function recordSetType(recordType: string, property: string, more: Partial<ArmType> = {}): ArmType {
  return {
    type: `Microsoft.Network/privateDnsZones/${recordType}`,
    name: { accepts: recordName },
    location: 'none',
    style: recordAnswers,
    seconds: { create: 1, update: 1, delete: 1 },
    validate({ id, body, world, existing }) {
      const properties = read.object(body, 'properties')
      const foreign = Object.keys(properties).find((name) => /Records?$/.test(name) && name !== property)
      if (foreign !== undefined)
        throw badRequest(`The record set '${id.name}' of type ${recordType} cannot have ${foreign}.`)
      const ttl = read.number(properties, 'ttl')
      if (ttl !== undefined && (ttl < 0 || ttl > 2_147_483_647))
        throw badRequest(`The TTL ${ttl} of record set '${id.name}' is invalid.`)
      if (existing === undefined) refuseBesideAlias(recordType, id.name, id.parent, world)
    },
    complete({ id, body, existing, world }) {
      const zone = world.get(id.parent)?.name ?? ''
      const { fqdn: _fqdn, isAutoRegistered: _isAuto, ...properties } = read.object(body, 'properties')
      return {
        body: {
          properties: {
            ...withDefaults(properties, { ttl: read.number(existing?.body, 'properties', 'ttl') ?? 3600 }),
            fqdn: id.name === '@' ? `${zone}.` : `${id.name}.${zone}.`,
            isAutoRegistered: false,
          },
        },
      }
    },
    patchable: { properties: ['metadata', 'ttl', property] },
    ...more,
  }
}

/** All record sets of a zone, whatever their type. */
export function recordSetsOf(zone: Resource, world: World): Resource[] {
  return world.children(zone.key).filter((child) => !child.type.endsWith('/virtualNetworkLinks'))
}

/** An alias stands alone, and never for the zone itself. As reported for public zones; for the apex it is unconfirmed. */
function refuseBesideAlias(recordType: string, name: string, zoneKey: string, world: World): void {
  const zone = world.get(zoneKey)
  if (zone === undefined) return
  if (recordType === 'CNAME' && name === '@')
    throw badRequest(`A CNAME record set cannot be at the apex of zone '${zone.name}'.`)
  const beside = recordSetsOf(zone, world).some(
    (record) =>
      record.name.toLowerCase() === name.toLowerCase() && (recordType === 'CNAME') !== record.type.endsWith('/CNAME'),
  )
  if (!beside) return
  throw new ArmError(
    409,
    'Conflict',
    recordType === 'CNAME'
      ? 'The CNAME record could not be created because another record with the same name already exists in this zone.'
      : 'The record could not be created because a CNAME record with the same name already exists in this zone.',
  )
}

function badRequest(message: string): ArmError {
  return new ArmError(400, 'BadRequest', message)
}
