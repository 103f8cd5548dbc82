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
})
