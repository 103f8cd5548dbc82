import type { Workspace } from '@azure/arm-machinelearning'
import { mlWorkspace as type } from '@palisade/facts'
import { knownFlattened } from '../body/known-flattened.ts'
import { textAt } from '../body/text-at.ts'
import { longRunning } from '../sdks/long-running.ts'
import { postAction } from '../sdks/post-action.ts'
import { relative } from '../sdks/relative.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import { kind } from './kind.ts'
import { principalOf } from './principal-of.ts'

const apiVersion = '2024-10-01'

/** The first stable version in which a PATCH takes the addresses that may reach the workspace. */
const apiVersionOfIpAllowlist = '2025-06-01'

/**
 * What the typed SDK does not know yet. Source: workspaceRP.json of azure-rest-api-specs, stable/2024-10-01, and for
 * `ipAllowlist` stable/2025-06-01 (`kind` stands beside `properties`, as on every resource of a kind).
 */
interface WorkspaceOf2024 extends Workspace {
  readonly kind?: string
  readonly managedNetwork?: { readonly isolationMode?: string }
  readonly systemDatastoresAuthMode?: string
}

/**
 * Brings a deleted workspace back. Only the documents of versions around 2022-05-01 list it; that later ones still take it
 * is unconfirmed, and so it is sent only after Azure has refused the name for a deleted workspace.
 */
interface WorkspaceThatRecovers extends WorkspaceOf2024 {
  readonly allowRecoverSoftDeletedWorkspace?: string
}

interface WorkspaceOf2025 extends WorkspaceOf2024 {
  readonly ipAllowlist?: string[]
}

/**
 * By id: `@azure/arm-machinelearning` 2.1.1 speaks 2022-10-01 and drops what that version does not know without a word,
 * of all things the properties that keep the workspace closed. Its type still checks the rest.
 */
export const mlWorkspace = kind({
  type,
  called: 'Azure ML workspace',
  sdk: resourcesSdk,
  read: (arm, id) => arm.resources.getById(relative(id.id), apiVersion),
  create: (arm, id, body) =>
    longRunning(arm.resources.createOrUpdateById(relative(id.id), apiVersion, knownFlattened<WorkspaceOf2024>()(body))),
  amend: async (arm, id, amendment, found) => {
    if ('provisionManagedNetwork' in amendment) {
      // Asked for twice, maybe by a process that died after it, Azure would look at all of the network again.
      if (textAt(found.properties, 'managedNetwork', 'status', 'status') === 'Active')
        return { done: true, result: found }
      return postAction(arm, id.id, 'provisionManagedNetwork', apiVersion, amendment.provisionManagedNetwork)
    }
    const version = 'ipAllowlist' in amendment.properties ? apiVersionOfIpAllowlist : apiVersion
    const body = knownFlattened<WorkspaceOf2025>()(amendment)
    return longRunning(arm.resources.updateById(relative(id.id), version, body))
  },
  // Without forceToPurge: Azure keeps it for 14 days, and it can be recovered.
  remove: (arm, id) => longRunning(arm.resources.deleteById(relative(id.id), apiVersion)),
  outputs: ({ identity, properties }) => ({
    principalId: principalOf(identity, properties?.primaryUserAssignedIdentity),
    workspaceGuid: textAt(properties, 'workspaceId'),
  }),
  kept: {
    recover: [
      (arm, id, { properties, ...body }) => {
        const recovering = { ...body, properties: { ...properties, allowRecoverSoftDeletedWorkspace: 'True' as const } }
        return longRunning(
          arm.resources.createOrUpdateById(
            relative(id.id),
            apiVersion,
            knownFlattened<WorkspaceThatRecovers>()(recovering),
          ),
        )
      },
    ],
    // Azure finds the deleted one by the id that it had.
    purge: [(arm, id) => longRunning(arm.purges.send(id.id, apiVersion))],
  },
})
