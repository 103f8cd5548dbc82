import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { badRequest } from '../machine-learning/bad-request.ts'
import { requireEnum } from '../machine-learning/require-enum.ts'
import { requireReadyWorkspace } from '../machine-learning/require-ready-workspace.ts'

const needed: Readonly<Record<string, readonly string[]>> = {
  AzureBlob: [],
  AzureFile: ['accountName', 'fileShareName'],
  AzureDataLakeGen2: ['accountName', 'filesystem'],
}

/** A PUT replaces all of it. What it names in a storage account is not looked up. */
export const machineLearningDatastore: ArmType = {
  type: 'Microsoft.MachineLearningServices/workspaces/datastores',
  name: {
    accepts: /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,254}$/,
    refuse: (name) => badRequest(`The datastore name '${name}' is invalid.`),
  },
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: machineLearningAnswers.datastore,
  seconds: { create: 2, update: 2, delete: 2 },
  requires: ['properties.datastoreType', 'properties.credentials.credentialsType'],
  validate({ id, body, existing, world }) {
    const workspace = world.get(id.parent)
    if (workspace !== undefined && workspace.state !== 'Updating') requireReadyWorkspace(workspace)
    const properties = read.object(body, 'properties')
    requireEnum(properties.datastoreType, 'properties.datastoreType', [
      'AzureBlob',
      'AzureDataLakeGen1',
      'AzureDataLakeGen2',
      'AzureFile',
      'OneLake',
    ])
    requireEnum(properties.serviceDataAccessAuthIdentity, 'properties.serviceDataAccessAuthIdentity', [
      'None',
      'WorkspaceSystemAssignedIdentity',
      'WorkspaceUserAssignedIdentity',
    ])
    const credentials = read.object(properties, 'credentials')
    requireEnum(credentials.credentialsType, 'properties.credentials.credentialsType', [
      'AccountKey',
      'Certificate',
      'None',
      'Sas',
      'ServicePrincipal',
    ])
    // A read does not show them, so what was read cannot simply be put back.
    if (['AccountKey', 'Sas'].includes(read.text(credentials, 'credentialsType') ?? '') && !credentials.secrets)
      throw badRequest(
        `The credentials of datastore '${id.name}' need their secrets.`,
        'properties.credentials.secrets',
      )
    const type = read.text(properties, 'datastoreType') ?? ''
    for (const field of needed[type] ?? []) {
      if ((read.text(properties, field) ?? '') === '')
        throw badRequest(`The datastore '${id.name}' of type ${type} needs ${field}.`, `properties.${field}`)
    }
    // That Azure refuses it is unconfirmed.
    if (existing !== undefined && read.text(existing.body, 'properties', 'datastoreType') !== type)
      throw badRequest(`The type of datastore '${id.name}' cannot be changed.`, 'properties.datastoreType')
  },
  complete({ body, existing }) {
    const { isDefault: _isDefault, credentials, ...properties } = read.object(body, 'properties')
    const { secrets: _secrets, ...shown } = read.isObject(credentials) ? credentials : {}
    return {
      body: {
        properties: {
          ...withDefaults(properties, {
            description: null,
            tags: {},
            properties: null,
            endpoint: 'core.windows.net',
            protocol: 'https',
            serviceDataAccessAuthIdentity: 'None',
          }),
          credentials: shown,
          isDefault: read.at(existing?.body, 'properties', 'isDefault') === true,
        },
      },
    }
  },
}
