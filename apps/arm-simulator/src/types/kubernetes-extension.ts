import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { kubernetesAnswers } from '../long-running/kubernetes-answers.ts'

/** Lies in a cluster, and goes with it. What its settings do in the cluster is not looked at. */
export const kubernetesExtension: ArmType = {
  type: 'Microsoft.KubernetesConfiguration/extensions',
  extension: true,
  name: { accepts: /^[a-zA-Z0-9](?:[a-zA-Z0-9.-]{0,251}[a-zA-Z0-9])?$/ },
  location: 'none',
  style: kubernetesAnswers.extension,
  seconds: { create: 300, update: 120, delete: 120 },
  requires: ['properties.extensionType'],
  validate({ id, body, existing, world }) {
    const cluster = world.get(id.parent)
    if (cluster?.type !== 'Microsoft.ContainerService/managedClusters')
      throw new ArmError(400, 'BadRequest', `The resource '${id.parent}' is no cluster that can have extensions.`)
    if (cluster.state !== 'Succeeded')
      throw new ArmError(
        409,
        'Conflict',
        `The cluster '${cluster.name}' is in ${cluster.state} state. Please retry after it is done.`,
      )
    const properties = read.object(body, 'properties')
    if (properties.autoUpgradeMinorVersion === true && properties.version !== undefined)
      throw new ArmError(
        400,
        'BadRequest',
        `The extension '${id.name}' cannot have a version while autoUpgradeMinorVersion is true.`,
        { target: 'properties.version' },
      )
    for (const [name, value] of Object.entries(read.object(properties, 'configurationSettings'))) {
      if (typeof value !== 'string')
        throw new ArmError(400, 'InvalidRequestContent', `The configuration setting '${name}' must be a string.`, {
          target: `properties.configurationSettings.${name}`,
        })
    }
    const scope = read.object(properties, 'scope')
    if (scope.cluster !== undefined && scope.namespace !== undefined)
      throw new ArmError(400, 'BadRequest', `The scope of '${id.name}' is a cluster or a namespace, not both.`, {
        target: 'properties.scope',
      })
    if (
      existing !== undefined &&
      read.text(existing.body, 'properties', 'extensionType')?.toLowerCase() !==
        read.text(properties, 'extensionType')?.toLowerCase()
    )
      throw new ArmError(400, 'BadRequest', `The type of extension '${id.name}' cannot be changed.`, {
        target: 'properties.extensionType',
      })
  },
  complete({ body }) {
    const { configurationProtectedSettings: secrets, ...properties } = read.object(body, 'properties')
    const names = Object.keys(read.isObject(secrets) ? secrets : {})
    return {
      body: {
        ...body,
        identity: { type: 'SystemAssigned' },
        properties: {
          ...withDefaults(properties, {
            autoUpgradeMinorVersion: true,
            releaseTrain: 'Stable',
            version: null,
            scope: { cluster: { releaseNamespace: 'default' } },
            configurationSettings: {},
          }),
          ...(names.length === 0
            ? {}
            : { configurationProtectedSettings: Object.fromEntries(names.map((name) => [name, '<redacted>'])) }),
          currentVersion: read.text(properties, 'version') ?? '1.1.60',
          statuses: [],
          errorInfo: null,
          isSystemExtension: false,
        },
      },
    }
  },
  // In AKS the identity is told twice.
  show(_extension, body) {
    return {
      ...body,
      properties: {
        ...read.object(body, 'properties'),
        aksAssignedIdentity: {
          type: 'SystemAssigned',
          principalId: read.text(body, 'identity', 'principalId') ?? null,
          tenantId: read.text(body, 'identity', 'tenantId') ?? null,
        },
        customLocationSettings: null,
        packageUri: null,
      },
    }
  },
  patchable: {
    properties: [
      'autoUpgradeMinorVersion',
      'releaseTrain',
      'version',
      'configurationSettings',
      'configurationProtectedSettings',
    ],
  },
}
