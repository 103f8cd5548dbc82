import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { plainAnswers } from '../long-running/plain-answers.ts'

/** How many an identity may have. Source: workload-identity-federation-considerations.md. */
const limit = 20

/** Lets somebody else's tokens stand for an identity: a pod's, a pipeline's. */
export const federatedIdentityCredential: ArmType = {
  type: 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials',
  name: { accepts: /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,119}$/ },
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: plainAnswers('Microsoft.ManagedIdentity'),
  seconds: { create: 1, update: 1, delete: 1 },
  requires: ['properties.issuer', 'properties.subject', 'properties.audiences'],
  validate({ id, body, existing, world }) {
    const others = world.children(id.parent, federatedIdentityCredential.type).filter((other) => other.key !== id.key)
    const isSame = (other: (typeof others)[number]): boolean =>
      ['issuer', 'subject'].every(
        (field) => read.text(other.body, 'properties', field) === read.text(body, 'properties', field),
      )
    // Both rules are documented; their codes are not (unconfirmed).
    if (others.some(isSame))
      throw new ArmError(409, 'Conflict', 'Issuer and subject combination already exists for this Managed Identity.')
    if (existing === undefined && others.length >= limit)
      throw new ArmError(
        400,
        'BadRequest',
        `Too many federated identity credentials: an identity can have ${limit} of them.`,
      )
    if (read.texts(body, 'properties', 'audiences').length !== 1)
      throw new ArmError(400, 'BadRequest', 'A federated identity credential has exactly one audience.', {
        target: 'properties.audiences',
      })
  },
}
