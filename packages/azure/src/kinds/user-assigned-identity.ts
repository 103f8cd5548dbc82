import { userAssignedIdentity as type } from '@palisade/facts'
import { knownAs } from '../body/known-as.ts'
import { textAt } from '../body/text-at.ts'
import { longRunning } from '../sdks/long-running.ts'
import { relative } from '../sdks/relative.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import { kind } from './kind.ts'

/** Source: ManagedIdentity.json of azure-rest-api-specs, Microsoft.ManagedIdentity/stable/2023-01-31. */
const apiVersion = '2023-01-31'

interface UserAssignedIdentity {
  readonly location: string
  readonly tags?: Readonly<Record<string, string>>
}

/** By id: the SDK of managed identities is no dependency of ours for one type of resource. */
export const userAssignedIdentity = kind({
  type,
  called: 'managed identity',
  sdk: resourcesSdk,
  read: (arm, id) => arm.resources.getById(relative(id.id), apiVersion),
  create: (arm, id, body) =>
    longRunning(arm.resources.createOrUpdateById(relative(id.id), apiVersion, knownAs<UserAssignedIdentity>()(body))),
  remove: (arm, id) => longRunning(arm.resources.deleteById(relative(id.id), apiVersion)),
  outputs: ({ properties }) => ({
    principalId: textAt(properties, 'principalId'),
    clientId: textAt(properties, 'clientId'),
  }),
})
