import { resourceGroup as type } from '@palisade/facts'
import { knownTo } from '../body/known-to.ts'
import { atOnce } from '../sdks/at-once.ts'
import { longRunning } from '../sdks/long-running.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import { kind } from './kind.ts'

/** How many of its resources are named when it is not empty. */
const mostNamed = 5

/**
 * A client may name a group that exists already, its own or one that another workspace made. Such a group is used and
 * left as it is, with its tags. Ours is removed only when it is empty: to remove a group removes all that is in it,
 * also what others have put there.
 */
export const resourceGroup = kind({
  type,
  called: 'resource group',
  sdk: resourcesSdk,
  isShared: true,
  read: (arm, id) => arm.resourceGroups.get(id.name),
  create: (arm, id, body) => atOnce(arm.resourceGroups.createOrUpdate(id.name, knownTo(body))),
  contents: async (arm, id) => {
    const named: string[] = []
    for await (const { name, type } of arm.resources.listByResourceGroup(id.name)) {
      if (named.length === mostNamed) return [...named, 'and more']
      named.push(`${name} (${type})`)
    }
    return named
  },
  remove: (arm, id) => longRunning(arm.resourceGroups.delete(id.name)),
  outputs: () => ({}),
})
