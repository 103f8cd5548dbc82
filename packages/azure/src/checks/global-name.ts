import type { Finding } from '@palisade/contract'
import { containerRegistrySdk } from '../sdks/container-registry.ts'
import { keyVaultSdk } from '../sdks/key-vault.ts'
import { storageSdk } from '../sdks/storage.ts'
import type { Asking } from './asking.ts'
import { couldNotLook, fail } from './findings.ts'
import { lookAt } from './look-at.ts'
import type { SubjectOf } from './subject.ts'

type Named = SubjectOf<'names'>['resources'][number]

interface Availability {
  readonly nameAvailable?: boolean
  readonly message?: string
}

/** Whether Azure can be asked for the name of such a resource: it is one of the whole cloud. */
export function isAskedFor({ type }: Pick<Named, 'type'>): boolean {
  return type.toLowerCase() in questions
}

/** Whether a name that nobody else in the whole cloud may have can be had. Only for types that Azure can be asked for. */
export async function globalName(asking: Asking, { type, id, name }: Named, subscription: string): Promise<Finding[]> {
  const ask = questions[type.toLowerCase()]
  if (ask === undefined) return []
  const sight = await lookAt(asking, `name ${name}`, () => ask(asking, subscription, name))
  if (!sight.isSeen) return [couldNotLook(id, sight)]
  const { nameAvailable, message = `The name ${name} cannot be had.` } = sight.value
  if (nameAvailable !== false) return []
  // A vault that was deleted in another subscription holds its name too, and only the sentence says so.
  return /deleted/i.test(message)
    ? [
        fail('azure-name-taken', {
          subject: id,
          message,
          remedy: 'Choose another workspace name, or purge what was deleted in the subscription where it was.',
        }),
      ]
    : [fail('azure-name-taken', { subject: id, message })]
}

const questions: Readonly<
  Record<string, (asking: Asking, subscription: string, name: string) => Promise<Availability>>
> = {
  'microsoft.storage/storageaccounts': async ({ connection }, subscription, name) => {
    const { storageAccounts } = await storageSdk.open(connection, subscription)
    return storageAccounts.checkNameAvailability({ name, type: 'Microsoft.Storage/storageAccounts' })
  },
  'microsoft.keyvault/vaults': async ({ connection }, subscription, name) => {
    const { vaults } = await keyVaultSdk.open(connection, subscription)
    return vaults.checkNameAvailability({ name, type: 'Microsoft.KeyVault/vaults' })
  },
  'microsoft.containerregistry/registries': async ({ connection }, subscription, name) => {
    const { registries } = await containerRegistrySdk.open(connection, subscription)
    return registries.checkNameAvailability({ name, type: 'Microsoft.ContainerRegistry/registries' })
  },
}
