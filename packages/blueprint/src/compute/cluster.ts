import type { WorkspaceRequest } from '@palisade/contract'
import { clusterSeconds, mlCompute, type mlWorkspace, type subnet as subnetType } from '@palisade/facts'
import { type Declaration, declare, type Earlier } from '../declare.ts'
import type { Site } from '../site.ts'

export type ClusterRequest = NonNullable<NonNullable<WorkspaceRequest['compute']>['clusters']>[number]

/** Nodes that come and go with the work, without public addresses, without ssh, without local accounts. */
export function cluster(
  site: Site,
  wanted: ClusterRequest,
  workspace: Declaration<typeof mlWorkspace>,
  subnet: Declaration<typeof subnetType>,
  after: readonly Earlier[],
) {
  return declare(mlCompute, {
    key: `compute/${wanted.name.toLowerCase()}`,
    phase: 'compute',
    parent: workspace,
    name: wanted.name,
    after,
    expectedSeconds: clusterSeconds,
    body: {
      location: site.region,
      tags: site.tags,
      identity: { type: 'SystemAssigned' },
      properties: {
        computeType: 'AmlCompute',
        computeLocation: site.region,
        disableLocalAuth: true,
        properties: {
          vmSize: wanted.vmSize,
          vmPriority: 'Dedicated',
          osType: 'Linux',
          isolatedNetwork: false,
          enableNodePublicIp: false,
          remoteLoginPortPublicAccess: 'Disabled',
          subnet: { id: subnet.ref },
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
