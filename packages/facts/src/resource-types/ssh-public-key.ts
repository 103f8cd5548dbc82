import { Type } from 'typebox'
import { networkName } from './names.ts'
import { closed, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

/**
 * Made without a key: Azure then makes the pair when it is asked to, and keeps the public half here. A body has no place
 * for a key, so that a private one can never get into it by mistake.
 */
export const sshPublicKey = resourceType({
  type: 'Microsoft.Compute/sshPublicKeys',
  body: Type.Object({ location: Type.String(), tags: Tags, properties: Type.Object({}, closed) }, closed),
  outputs: ['publicKey'],
  hasTags: true,
  // The table of name rules has no entry for it; that of most others in a resource group is taken (unconfirmed).
  name: networkName(80),
  // Nobody has measured it: both are answered at once (unconfirmed).
  seconds: { create: 3, remove: 3 },
})
