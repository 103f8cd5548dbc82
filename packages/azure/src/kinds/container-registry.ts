import { containerRegistry as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { containerRegistrySdk } from '../sdks/container-registry.ts'
import { longRunning } from '../sdks/long-running.ts'
import { kind } from './kind.ts'

export const containerRegistry = kind({
  type,
  called: 'container registry',
  sdk: containerRegistrySdk,
  read: (acr, id) => acr.registries.get(id.group, id.name),
  create: (acr, id, body) => longRunning(acr.registries.create(id.group, id.name, flatten(body))),
  remove: (acr, id) => longRunning(acr.registries.delete(id.group, id.name)),
  outputs: () => ({}),
})
