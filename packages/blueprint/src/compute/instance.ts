import type { WorkspaceRequest } from '@palisade/contract'
import { mlCompute, type mlWorkspace } from '@palisade/facts'
import { hasPublicIp } from '../choices.ts'
import { type Declaration, declare, type Earlier } from '../declare.ts'
import type { Site } from '../site.ts'
import type { ComputePlace } from './compute-place.ts'

export type InstanceRequest = NonNullable<NonNullable<WorkspaceRequest['compute']>['instances']>[number]

/** A machine for one person, whom nobody else can replace on it. No public address and no ssh, unless it is asked for. */
export function instance(
  site: Site,
  wanted: InstanceRequest,
  workspace: Declaration<typeof mlWorkspace>,
  place: ComputePlace,
  after: readonly Earlier[],
) {
  const { sshPublicKey } = wanted
  return declare(mlCompute, {
    key: `compute/${wanted.name.toLowerCase()}`,
    phase: 'compute',
    parent: workspace,
    name: wanted.name,
    after: [...after, ...place.identityOf(wanted).after],
    body: {
      location: site.region,
      tags: site.tags,
      identity: place.identityOf(wanted).identity,
      properties: {
        computeType: 'ComputeInstance',
        computeLocation: site.region,
        disableLocalAuth: sshPublicKey === undefined,
        properties: {
          vmSize: wanted.vmSize,
          ...place.subnetOf(wanted),
          enableNodePublicIp: hasPublicIp(site.request, wanted),
          applicationSharingPolicy: 'Personal',
          computeInstanceAuthorizationType: 'personal',
          personalComputeInstanceSettings: { assignedUser: wanted.assignedTo },
          sshSettings:
            sshPublicKey === undefined
              ? { sshPublicAccess: 'Disabled' }
              : { sshPublicAccess: 'Enabled', adminPublicKey: sshPublicKey },
        },
      },
    },
  })
}
