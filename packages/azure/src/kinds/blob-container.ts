import { blobContainer as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { atOnce } from '../sdks/at-once.ts'
import { storageSdk } from '../sdks/storage.ts'
import { kind } from './kind.ts'

export const blobContainer = kind({
  type,
  called: 'blob container',
  sdk: storageSdk,
  read: (storage, id) => storage.blobContainers.get(id.group, id.parentName, id.name),
  create: (storage, id, body) => atOnce(storage.blobContainers.create(id.group, id.parentName, id.name, flatten(body))),
  remove: (storage, id) => atOnce(storage.blobContainers.delete(id.group, id.parentName, id.name)),
  outputs: () => ({}),
})
