import { keyVault as type } from '@palisade/facts'
import { knownTo } from '../body/known-to.ts'
import { atOnce } from '../sdks/at-once.ts'
import { keyVaultSdk } from '../sdks/key-vault.ts'
import { longRunning } from '../sdks/long-running.ts'
import { kind } from './kind.ts'

export const keyVault = kind({
  type,
  called: 'key vault',
  sdk: keyVaultSdk,
  read: (keyVaults, id) => keyVaults.vaults.get(id.group, id.name),
  create: (keyVaults, id, body) => longRunning(keyVaults.vaults.createOrUpdate(id.group, id.name, knownTo(body))),
  // Azure keeps it, and its name, until the time of soft deletion is over. Nobody can shorten that: it is
  // protected against purging.
  remove: (keyVaults, id) => atOnce(keyVaults.vaults.delete(id.group, id.name)),
  outputs: () => ({}),
  kept: {
    // What else is sent with it, Azure may leave as it was: so it is written once more when it is back.
    recover: [
      (keyVaults, id, { properties, ...body }) => {
        const recovering = { ...body, properties: { ...properties, createMode: 'recover' as const } }
        return longRunning(keyVaults.vaults.createOrUpdate(id.group, id.name, knownTo(recovering)))
      },
    ],
    purge: [(keyVaults, id, { location }) => longRunning(keyVaults.vaults.purgeDeleted(id.name, location))],
  },
})
