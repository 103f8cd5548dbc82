import { Type } from 'typebox'
import { closed } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** A child of the one blob service of a storage account, `blobServices/default`, which every account has. */
export const blobContainer = resourceType({
  type: 'Microsoft.Storage/storageAccounts/blobServices/containers',
  body: Type.Object({ properties: Type.Object({ publicAccess: Type.Literal('None') }, closed) }, closed),
  outputs: [],
  hasTags: false,
  // Source: resource-name-rules.md of the Azure documentation. The lengths are also those of blob.json.
  name: {
    pattern: /^[a-z0-9](?!.*--)[a-z0-9-]{1,61}[a-z0-9]$/,
    words: '3 to 63 lower-case letters, digits and single hyphens; begins and ends with a letter or digit',
  },
  // Synchronous calls without a listed duration: an estimate (unconfirmed).
  seconds: { create: 1, remove: 1 },
})
