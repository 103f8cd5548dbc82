import type { WorkspaceRequest } from '@palisade/contract'
import { clusterSeconds, mlCompute, type mlWorkspace } from '@palisade/facts'
import { hasPublicIp } from '../choices.ts'
import { type Declaration, declare, type Earlier } from '../declare.ts'
import type { Site } from '../site.ts'
import type { ComputePlace } from './compute-place.ts'

export type ClusterRequest = NonNullable<NonNullable<WorkspaceRequest['compute']>['clusters']>[number]

/** The local account of nodes that are entered over ssh. */
const adminUserName = 'azureuser'

/** Nodes that come and go with the work. Without public addresses and without ssh, unless the request asks for them. */
export function cluster(
  site: Site,
  wanted: ClusterRequest,
  workspace: Declaration<typeof mlWorkspace>,
  place: ComputePlace,
  after: readonly Earlier[],
) {
  const publicIp = hasPublicIp(site.request, wanted)
  const { sshPublicKey } = wanted
  return declare(mlCompute, {
    key: `compute/${wanted.name.toLowerCase()}`,
    phase: 'compute',
    parent: workspace,
    name: wanted.name,
    after: [...after, ...place.identityOf(wanted).after],
    expectedSeconds: clusterSeconds,
    body: {
      location: site.region,
      tags: site.tags,
      identity: place.identityOf(wanted).identity,
      properties: {
        computeType: 'AmlCompute',
        computeLocation: site.region,
        disableLocalAuth: sshPublicKey === undefined,
        properties: {
          vmSize: wanted.vmSize,
          vmPriority: wanted.priority === 'lowPriority' ? 'LowPriority' : 'Dedicated',
          osType: 'Linux',
          isolatedNetwork: false,
          enableNodePublicIp: publicIp,
          // Without a public address there is no port to open to the public: ssh goes through the network.
          remoteLoginPortPublicAccess: publicIp && sshPublicKey !== undefined ? 'Enabled' : 'Disabled',
          ...(sshPublicKey === undefined
            ? {}
            : { userAccountCredentials: { adminUserName, adminUserSshPublicKey: sshPublicKey } }),
          ...place.subnetOf(wanted),
          scaleSettings: {
            minNodeCount: wanted.minNodes ?? 0,
            maxNodeCount: wanted.maxNodes,
            nodeIdleTimeBeforeScaleDown: 'PT120S',
          },
        },
      },
    },
  })
}
