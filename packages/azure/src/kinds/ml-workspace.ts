import type { Workspace } from '@azure/arm-machinelearning'
import { mlWorkspace as type } from '@palisade/facts'
import { knownFlattened } from '../body/known-flattened.ts'
import { longRunning } from '../sdks/long-running.ts'
import { relative } from '../sdks/relative.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import { kind } from './kind.ts'

const apiVersion = '2024-10-01'

/**
 * What the typed SDK does not know yet. Source: machineLearningServices.json of azure-rest-api-specs, stable/2024-10-01
 * (`kind` stands beside `properties`, as on every resource of a kind).
 */
interface WorkspaceOf2024 extends Workspace {
  readonly kind?: string
  readonly managedNetwork?: { readonly isolationMode?: string }
  readonly systemDatastoresAuthMode?: string
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
  amend: (arm, id, amendment) =>
    longRunning(arm.resources.updateById(relative(id.id), apiVersion, knownFlattened<WorkspaceOf2024>()(amendment))),
  // Without forceToPurge: Azure keeps it for 14 days, and it can be recovered.
  remove: (arm, id) => longRunning(arm.resources.deleteById(relative(id.id), apiVersion)),
  outputs: ({ identity, properties }) => ({
    principalId: identity?.principalId,
    workspaceGuid: textOf(properties?.workspaceId),
  }),
})

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
