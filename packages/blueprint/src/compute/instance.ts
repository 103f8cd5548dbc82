import type { WorkspaceRequest } from '@palisade/contract'
import { mlCompute, type mlWorkspace, type subnet as subnetType } from '@palisade/facts'
import { type Declaration, declare, type Earlier } from '../declare.ts'
import type { Site } from '../site.ts'

export type InstanceRequest = NonNullable<NonNullable<WorkspaceRequest['compute']>['instances']>[number]

/** A machine for one person, whom nobody else can replace on it. It has no public address and no ssh. */
export function instance(
  site: Site,
  wanted: InstanceRequest,
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
    body: {
      location: site.region,
      tags: site.tags,
      identity: { type: 'SystemAssigned' },
      properties: {
        computeType: 'ComputeInstance',
        computeLocation: site.region,
        disableLocalAuth: true,
        properties: {
          vmSize: wanted.vmSize,
          subnet: { id: subnet.ref },
          enableNodePublicIp: false,
          applicationSharingPolicy: 'Personal',
          computeInstanceAuthorizationType: 'personal',
          personalComputeInstanceSettings: { assignedUser: wanted.assignedTo },
          sshSettings: { sshPublicAccess: 'Disabled' },
        },
      },
    },
  })
}
