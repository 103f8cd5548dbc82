import type { mlCompute } from '@palisade/facts'
import type { Declaration } from '../declare.ts'
import type { Site } from '../site.ts'
import type { Foundations } from '../workspace/ml-workspace.ts'
import { roleAssignment } from './role-assignment.ts'

/** What the identity of a cluster needs to run a job. */
export function clusterRoles(site: Site, cluster: Declaration<typeof mlCompute>, on: Foundations) {
  // With the word in front, no cluster's name can make one of the workspace's own keys.
  const name = `cluster-${cluster.declared.name.toLowerCase()}`
  return [
    roleAssignment(site, {
      key: `${name}-images`,
      role: 'AcrPull',
      on: on.registry,
      to: cluster,
      why: 'Nodes pull the images of jobs without an admin user.',
    }),
    roleAssignment(site, {
      key: `${name}-blobs`,
      role: 'Storage Blob Data Contributor',
      on: on.storage,
      to: cluster,
      why: 'Jobs read and write data without account keys.',
    }),
  ]
}
