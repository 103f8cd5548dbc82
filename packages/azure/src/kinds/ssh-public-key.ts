import { sshPublicKey as type } from '@palisade/facts'
import { knownAs } from '../body/known-as.ts'
import { textAt } from '../body/text-at.ts'
import { longRunning } from '../sdks/long-running.ts'
import { postAction } from '../sdks/post-action.ts'
import { relative } from '../sdks/relative.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import { computeApiVersion } from './compute-api-version.ts'
import { kind } from './kind.ts'

interface SshPublicKey {
  readonly location: string
  readonly tags?: Readonly<Record<string, string>>
  readonly properties?: { readonly publicKey?: string }
}

/**
 * Two writes: the resource without a key, and the order to make a pair. Azure takes that order once. The private half is
 * only in its answer, which `postAction` drops: nobody can ever sign in with it, and people come with Entra.
 */
export const sshPublicKey = kind({
  type,
  called: 'SSH public key',
  sdk: resourcesSdk,
  read: (arm, id) => arm.resources.getById(relative(id.id), computeApiVersion),
  create: async (arm, id, body, found) => {
    const publicKey = textAt(found?.properties, 'publicKey')
    const wanted = { ...body, properties: publicKey === undefined ? {} : { publicKey } }
    const written = await longRunning(
      arm.resources.createOrUpdateById(relative(id.id), computeApiVersion, knownAs<SshPublicKey>()(wanted)),
    )
    if (!written.done || publicKey !== undefined) return written
    return postAction(arm, id.id, 'generateKeyPair', computeApiVersion)
  },
  isComplete: ({ properties }) => textAt(properties, 'publicKey') !== undefined,
  remove: (arm, id) => longRunning(arm.resources.deleteById(relative(id.id), computeApiVersion)),
  outputs: ({ properties }) => ({ publicKey: textAt(properties, 'publicKey') }),
})
