import { example, ids } from '../support/examples.ts'
import { type Situation, struck } from './situation.ts'
import { renamed } from './stage.ts'

const elsewhere = (id: string): string => id.replace('/rg-example', '/rg-other')
const ofOthers = (id: string): string =>
  id.replaceAll('11111111-1111-4111-8111-111111111111', '99999999-1111-4111-8111-111111111111')
const location = 'westeurope'
const account = { location, kind: 'StorageV2', sku: { name: 'Standard_LRS' }, properties: {} }
const storage = 'Microsoft.Storage'
const vaults = 'Microsoft.KeyVault'
const deletedVault =
  'A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault.'

/** What storage accounts, vaults and logs say, most of it about names. */
export const ofData: readonly Situation[] = [
  {
    azure: 'StorageAccountAlreadyTaken',
    provider: storage,
    when: 'another customer has the name',
    set: async ({ make, other }) => {
      await make(ids.group)
      await other('PUT', ofOthers(ids.group), { location })
      await other('PUT', ofOthers(ids.storage), account)
      return example(ids.storage)
    },
    next: 'fails',
    code: 'azure-name-taken',
  },
  {
    azure: 'StorageAccountAlreadyExists',
    provider: storage,
    when: 'it is there with a value that cannot be changed',
    set: async ({ make, otherMakes }) => {
      await make(ids.group)
      const { tags } = Object(example(ids.storage).body)
      await otherMakes(ids.storage, { ...account, tags, properties: { isHnsEnabled: true } })
      return example(ids.storage)
    },
    next: 'fails',
    code: 'azure-name-taken',
  },
  {
    azure: 'StorageAccountInAnotherResourceGroup',
    provider: storage,
    when: 'the subscription has the name in another group',
    set: async ({ make, other }) => {
      await make(ids.group)
      await other('PUT', elsewhere(ids.group), { location })
      await other('PUT', elsewhere(ids.storage), account)
      return example(ids.storage)
    },
    next: 'fails',
    code: 'azure-name-taken',
  },
  {
    azure: 'AccountNameInvalid',
    provider: storage,
    when: 'a name that Azure does not take',
    set: async ({ make }) => {
      await make(ids.group)
      return renamed(ids.storage, 'No-Account')
    },
    next: 'fails',
    code: 'azure-invalid',
  },
  {
    azure: 'StorageAccountOperationInProgress',
    provider: storage,
    when: 'two endpoints of one account are made at once, and the later one fails at its end',
    settings: { timeScale: 40, lateConflicts: 1 },
    set: async ({ make, gateway }) => {
      await make(ids.group, ids.nsg, ids.routes, ids.network, ids.subnet, ids.storage)
      const second = renamed(ids.endpoint, 'pe-file')
      await gateway.begin(second, { resuming: false })
      return example(ids.endpoint)
    },
    next: 'tried again',
    code: 'azure-busy',
  },
  {
    azure: 'VaultAlreadyExists',
    provider: vaults,
    when: 'somebody has a vault of this name',
    set: async ({ make, other }) => {
      await make(ids.group)
      await other('PUT', ofOthers(ids.group), { location })
      await other('PUT', ofOthers(ids.vault), example(ids.vault).body)
      return example(ids.vault)
    },
    next: 'fails',
    // The sentence says both: taken, or deleted by somebody. Azure does not tell which.
    code: 'azure-name-taken',
  },
  {
    azure: 'ConflictError',
    provider: vaults,
    when: 'a deleted vault holds the name, and the request does not say what to do about it',
    set: async ({ make, take }) => {
      await make(ids.group, ids.vault)
      await take(ids.vault)
      return example(ids.vault)
    },
    next: 'fails',
    code: 'azure-name-soft-deleted',
  },
  {
    azure: 'ConflictError',
    provider: vaults,
    when: 'a deleted vault holds the name, and the request says to recover it',
    set: async ({ make, take }) => {
      await make(ids.group, ids.vault)
      await take(ids.vault)
      return { ...example(ids.vault), onSoftDeleted: 'recover' }
    },
    next: 'done',
  },
  {
    azure: 'SoftDeletedVaultDoesNotExist',
    provider: vaults,
    when: 'the deleted vault is gone before it is recovered: the name is free',
    set: async (stage) => {
      await stage.make(ids.group)
      const vault = { ...example(ids.vault), onSoftDeleted: 'recover' as const }
      return struck(stage, vault, { status: 409, code: 'ConflictError', message: deletedVault })
    },
    next: 'done',
  },
  {
    azure: 'VaultNameNotValid',
    provider: vaults,
    when: 'a name that Azure does not take',
    set: async ({ make }) => {
      await make(ids.group)
      return renamed(ids.vault, 'one--vault')
    },
    next: 'fails',
    code: 'azure-invalid',
  },
  {
    azure: 'Conflict',
    provider: 'Microsoft.OperationalInsights',
    when: 'deleted logs in another region hold the name',
    set: async ({ make, take }) => {
      await make(ids.group, ids.logs)
      await take(ids.logs)
      const logs = example(ids.logs)
      return { ...logs, body: { ...Object(logs.body), location: 'northeurope' } }
    },
    next: 'fails',
    code: 'azure-name-taken',
  },
]
