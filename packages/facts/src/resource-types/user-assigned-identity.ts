import { Type } from 'typebox'
import { closed, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** An identity that lives on its own, so that it can be given rights before the resource that uses it exists. */
export const userAssignedIdentity = resourceType({
  type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  body: Type.Object({ location: Type.String(), tags: Tags }, closed),
  outputs: ['principalId', 'clientId'],
  hasTags: true,
  // Source: resource-name-rules.md of the Azure documentation.
  name: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$/,
    words: '3 to 128 letters, digits, "_" and "-"; begins with a letter or digit',
  },
  seconds: { create: 3, remove: 3 },
})
