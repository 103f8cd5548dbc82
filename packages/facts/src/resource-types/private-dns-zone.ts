import { Type } from 'typebox'
import { closed, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

export const privateDnsZone = resourceType({
  type: 'Microsoft.Network/privateDnsZones',
  // A zone belongs to no region: Azure refuses any other location.
  body: Type.Object({ location: Type.Literal('global'), tags: Tags }, closed),
  outputs: [],
  hasTags: true,
  // Source: resource-name-rules.md.
  name: {
    pattern:
      /^(?=.{1,253}$)(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(?:\.[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?){1,33}$/,
    words: 'a domain name of 2 to 34 labels',
  },
  seconds: { create: 30, remove: 15 },
})
