import { Type } from 'typebox'
import { closed, SystemAssigned } from './parts.ts'
import { resourceType } from './resource-type.ts'

/**
 * Makes an AKS cluster able to serve as compute of an Azure ML workspace. Its id is that of the cluster, then
 * `/providers/Microsoft.KubernetesConfiguration/extensions/<name>`.
 */
export const kubernetesExtension = resourceType({
  type: 'Microsoft.KubernetesConfiguration/extensions',
  body: Type.Object(
    {
      identity: SystemAssigned,
      properties: Type.Object(
        {
          extensionType: Type.Literal('microsoft.azureml.kubernetes'),
          autoUpgradeMinorVersion: Type.Literal(true),
          releaseTrain: Type.Literal('stable'),
          scope: Type.Object({ cluster: Type.Object({ releaseNamespace: Type.Literal('azureml') }, closed) }, closed),
          /** Every value is a string, also `True` and `False`. */
          configurationSettings: Type.Record(Type.String(), Type.String()),
        },
        closed,
      ),
    },
    closed,
  ),
  /** That of the identity which Azure makes for it in the cluster's node resource group. */
  outputs: ['principalId'],
  hasTags: false,
  // No document states a rule for the name (unconfirmed): that of a Kubernetes label, shortened.
  name: {
    pattern: /^[a-z](?:[a-z0-9-]{0,48}[a-z0-9])?$/,
    words: '1 to 50 lower-case letters, digits and hyphens; begins with a letter, does not end with a hyphen',
  },
  // Not in the collected durations: an estimate (unconfirmed). Its pods have to be pulled and to become ready.
  seconds: { create: 420, remove: 180 },
})
