import type { Site } from '../site.ts'
import type { Foundations } from '../workspace/ml-workspace.ts'
import { type Principal, roleAssignment } from './role-assignment.ts'

/** What the identity of a cluster needs to run a job. `name` tells whose roles these are. */
export function clusterRoles(site: Site, name: string, to: Principal, on: Foundations) {
  return [
    roleAssignment(site, {
      key: `${name}-images`,
      role: 'AcrPull',
      on: on.registry,
      to,
      why: 'Nodes pull the images of jobs without an admin user.',
    }),
    roleAssignment(site, {
      key: `${name}-blobs`,
      role: 'Storage Blob Data Contributor',
      on: on.storage,
      to,
      why: 'Jobs read and write data without account keys.',
    }),
  ]
}
