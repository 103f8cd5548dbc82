import { routeTable as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { networkSdk } from '../sdks/network.ts'
import { kind } from './kind.ts'

export const routeTable = kind({
  type,
  called: 'route table',
  sdk: networkSdk,
  read: (network, id) => network.routeTables.get(id.group, id.name),
  create: (network, id, body) => longRunning(network.routeTables.createOrUpdate(id.group, id.name, flatten(body))),
  remove: (network, id) => longRunning(network.routeTables.delete(id.group, id.name)),
  outputs: () => ({}),
})
