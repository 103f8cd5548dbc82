import { Type } from 'typebox'
import { closed, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

export const resourceGroup = resourceType({
  type: 'Microsoft.Resources/resourceGroups',
  body: Type.Object({ location: Type.String(), tags: Tags }, closed),
  outputs: [],
  hasTags: true,
  // Source: resources.json of azure-rest-api-specs.
  name: {
    pattern: /^[-\w._()]{0,89}[-\w_()]$/,
    words: '1 to 90 letters, digits, "-", ".", "_" and brackets; does not end with "."',
  },
  seconds: { create: 1, remove: 60 },
})
