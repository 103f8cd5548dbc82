import { kubernetesExtension, mlCompute, type mlWorkspace, type resourceGroup, type subnet } from '@palisade/facts'
import { roleAssignment } from '../access/role-assignment.ts'
import type { Add } from '../collect.ts'
import { type Declaration, declare, type Earlier } from '../declare.ts'
import type { Given } from '../ground/given.ts'
import type { Site } from '../site.ts'
import type { Foundations } from '../workspace/ml-workspace.ts'
import { extensionSettings } from './extension-settings.ts'
import { clusterDefaults, kubernetesCluster } from './kubernetes-cluster.ts'

/** A Kubernetes cluster for inference: made or found, with Azure ML's extension in it, attached to the workspace. */
export function kubernetes(
  site: Site,
  add: Add,
  on: {
    readonly group: Declaration<typeof resourceGroup>
    readonly workspace: Declaration<typeof mlWorkspace>
    readonly foundations: Foundations
    readonly subnet: Declaration<typeof subnet> | undefined
    readonly given: Given
    /** What opens the way out of the network. */
    readonly wayOut: readonly Earlier[]
    readonly ready: readonly Earlier[]
  },
): void {
  const wanted = site.request.inference?.kubernetes
  if (wanted === undefined) return
  const existing = on.given.kubernetes
  const cluster = existing ?? kubernetesCluster(site, add, wanted, on)
  const extension = add(
    declare(kubernetesExtension, {
      key: 'inference/kubernetes/extension',
      phase: 'inference',
      parent: cluster,
      name: existing === undefined ? 'azureml' : site.names.guest('azureml'),
      after: on.ready,
      isGuest: existing !== undefined,
      body: {
        identity: { type: 'SystemAssigned' },
        properties: {
          extensionType: 'microsoft.azureml.kubernetes',
          autoUpgradeMinorVersion: true,
          releaseTrain: 'stable',
          scope: { cluster: { releaseNamespace: 'azureml' } },
          configurationSettings: extensionSettings({ nodes: wanted.nodes ?? clusterDefaults.nodes }),
        },
      },
    }),
  )
  const roles = (['Storage Blob Data Contributor', 'Storage Account Contributor'] as const).map((role) =>
    add(
      roleAssignment(site, {
        key: role === 'Storage Account Contributor' ? 'kubernetes-account' : 'kubernetes-blobs',
        role,
        on: on.foundations.storage,
        to: extension,
        why: 'The extension fetches models from the default storage account without its keys.',
      }),
    ),
  )
  add(
    roleAssignment(site, {
      key: 'kubernetes-images',
      role: 'AcrPull',
      on: on.foundations.registry,
      to: { key: cluster.key, output: () => cluster.output('kubeletPrincipalId') },
      why: 'Nodes pull the images of models without an admin user.',
    }),
  )
  add(
    declare(mlCompute, {
      key: 'inference/kubernetes/compute',
      phase: 'inference',
      parent: on.workspace,
      name: wanted.name,
      after: [extension, ...roles, ...on.ready],
      expectedSeconds: attachSeconds,
      body: {
        location: site.region,
        tags: site.tags,
        identity: { type: 'SystemAssigned' },
        properties: {
          computeType: 'Kubernetes',
          resourceId: cluster.ref,
          computeLocation: site.region,
          disableLocalAuth: true,
          properties: { namespace: wanted.namespace ?? 'default' },
        },
      },
    }),
  )
}

/** How long Azure ML takes to attach a cluster that has the extension, in seconds. An estimate. */
const attachSeconds = 60
