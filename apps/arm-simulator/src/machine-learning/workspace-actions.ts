import { actionOn } from '../arm/action-on.ts'
import { cloudOf } from '../arm/cloud-of.ts'
import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { registryCredentials } from '../registries/registry-credentials.ts'
import { secretOf } from '../secrets/secret-of.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { hosts } from './hosts.ts'

const type = 'Microsoft.MachineLearningServices/workspaces'

/** What a workspace hands out and does besides being there. */
export const workspaceActions = [
  actionOn(type, 'POST', 'listkeys', ({ resource, world }) => {
    const registry = linked(resource, 'containerRegistry', world)
    const insights = linked(resource, 'applicationInsights', world)
    return {
      status: 200,
      effect: 'none',
      body: {
        userStorageKey: storageKey(resource, world),
        userStorageResourceId: read.text(resource.body, 'properties', 'storageAccount') ?? null,
        appInsightsInstrumentationKey: read.text(insights?.body, 'properties', 'InstrumentationKey') ?? null,
        ...(registry === undefined
          ? {}
          : {
              containerRegistryCredentials: {
                location: read.text(registry.body, 'location'),
                ...registryCredentials(registry),
              },
            }),
        notebookAccessKeys: notebookKeys(resource),
      },
    }
  }),
  actionOn(type, 'POST', 'liststorageaccountkeys', ({ resource, world }) => ({
    status: 200,
    effect: 'none',
    body: { userStorageKey: storageKey(resource, world) },
  })),
  actionOn(type, 'POST', 'listnotebookkeys', ({ resource }) => ({
    status: 200,
    effect: 'none',
    body: notebookKeys(resource),
  })),
  actionOn(type, 'POST', 'listnotebookaccesstoken', ({ resource }) => {
    const host = hosts.notebooks[cloudOf(resource)]
    return {
      status: 200,
      effect: 'none',
      body: {
        notebookResourceId: (read.text(resource.body, 'properties', 'workspaceId') ?? '').replaceAll('-', ''),
        hostName: host,
        publicDns: `${resource.name}.${host}`,
        accessToken: secretOf(resource, 'notebook-token'),
        tokenType: 'Bearer',
        expiresIn: 3600,
        refreshToken: secretOf(resource, 'notebook-refresh'),
        scope: 'aznb_identity',
      },
    }
  }),
  actionOn(type, 'POST', 'resynckeys', ({ resource }) => later(resource, 20)),
  actionOn(type, 'POST', 'preparenotebook', ({ resource }) =>
    later(resource, 30, {
      resourceId: (read.text(resource.body, 'properties', 'workspaceId') ?? '').replaceAll('-', ''),
      fqdn: hosts.notebooks[cloudOf(resource)],
      notebookPreparationError: null,
    }),
  ),
  // What it would find is what a create has already refused, so it finds nothing.
  actionOn(type, 'POST', 'diagnose', ({ resource }) =>
    later(resource, 30, {
      value: Object.fromEntries(
        [
          'userDefinedRouteResults',
          'networkSecurityRuleResults',
          'resourceLockResults',
          'dnsResolutionResults',
          'storageAccountResults',
          'keyVaultResults',
          'containerRegistryResults',
          'applicationInsightsResults',
          'otherResults',
        ].map((name) => [name, []]),
      ),
    }),
  ),
]

function later(workspace: Resource, seconds: number, result?: JsonObject) {
  return {
    status: 202,
    effect: 'none',
    long: {
      seconds,
      location: read.text(workspace.body, 'location') ?? '',
      style: machineLearningAnswers.workspace,
      ...(result === undefined ? {} : { result }),
    },
  } as const
}

function linked(workspace: Resource, field: string, world: World): Resource | undefined {
  return world.get(keyOf(read.text(workspace.body, 'properties', field) ?? ''))
}

/** Not told when the workspace reaches its account with identities only. */
function storageKey(workspace: Resource, world: World): string | null {
  const account = linked(workspace, 'storageAccount', world)
  if (account === undefined || read.at(account.body, 'properties', 'allowSharedKeyAccess') === false) return null
  return secretOf(account, 'key1', 'base64')
}

function notebookKeys(workspace: Resource): JsonObject {
  return {
    primaryAccessKey: secretOf(workspace, 'notebook-primary'),
    secondaryAccessKey: secretOf(workspace, 'notebook-secondary'),
  }
}
