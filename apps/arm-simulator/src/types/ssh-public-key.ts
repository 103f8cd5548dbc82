import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { notFound } from '../arm/not-found.ts'
import { parseResourceId } from '../arm/resource-id.ts'
import { read } from '../json/read.ts'
import { plainAnswers } from '../long-running/plain-answers.ts'
import { makeKeyPair } from '../machines/make-key-pair.ts'
import { networkName } from '../network/names.ts'

/** Made with a public key, or without: then a pair can be asked for, once. */
export const sshPublicKey: ArmType = {
  type: 'Microsoft.Compute/sshPublicKeys',
  // The rule of most resources of a group is taken; no document names one (unconfirmed).
  name: networkName(1, 80),
  style: plainAnswers('Microsoft.Compute'),
  seconds: { create: 3, update: 3, delete: 3 },
  complete: ({ body }) => ({ body: { ...body, properties: read.object(body, 'properties') } }),
  patchable: { properties: ['publicKey'] },
  actions: [
    {
      method: 'POST',
      path: /^(\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.compute\/sshpublickeys\/[^/]+)\/generatekeypair$/,
      run({ match, world, body }) {
        const key = match[1] ?? ''
        const id = parseResourceId(key)
        const resource = world.get(key)
        if (id === undefined || resource === undefined)
          throw id === undefined ? notFound.type(sshPublicKey.type) : notFound.resource(id)
        // That it works once is documented; how the second time is refused is not (unconfirmed).
        if ((read.text(resource.body, 'properties', 'publicKey') ?? '') !== '')
          throw new ArmError(
            409,
            'Conflict',
            `The SSH public key resource '${resource.name}' already has a public key. A key pair can only be generated once per SSH public key resource.`,
          )
        const kind = read.text(body, 'encryptionType') ?? 'RSA'
        if (kind !== 'RSA' && kind !== 'Ed25519')
          throw new ArmError(400, 'InvalidParameter', 'The value of parameter encryptionType is invalid.', {
            target: 'encryptionType',
          })
        const { publicKey, privateKey } = makeKeyPair(kind)
        // The private half is only in this answer: like Azure, the simulator does not keep it.
        world.put({
          ...resource,
          body: { ...resource.body, properties: { ...read.object(resource.body, 'properties'), publicKey } },
        })
        return { status: 200, body: { id: resource.id, publicKey, privateKey }, effect: 'updated' }
      },
    },
  ],
}
