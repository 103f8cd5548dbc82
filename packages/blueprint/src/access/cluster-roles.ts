import type { Declaration } from '../declare.ts'
import type { Site } from '../site.ts'
import type { Foundations } from '../workspace/ml-workspace.ts'
import { type Principal, roleAssignment } from './role-assignment.ts'

/** What the identity of a cluster needs to run a job. `name` tells whose roles these are. */
export function clusterRoles(site: Site, name: string, to: Principal & Pick<Declaration, 'id'>, on: Foundations) {
  const images = roleAssignment(site, {
    key: `${name}-images`,
    role: 'AcrPull',
    on: on.registry,
    to,
    why: 'Nodes pull the images of jobs without an admin user.',
  })
  // The workspace's identity has this role already, and Azure refuses to give it twice.
  if (isOfWorkspace(site, to)) return [images]
  const blobs = roleAssignment(site, {
    key: `${name}-blobs`,
    role: 'Storage Blob Data Contributor',
    on: on.storage,
    to,
    why: 'Jobs read and write data without account keys.',
  })
  return [images, blobs]
}

function isOfWorkspace({ request, choices }: Site, { id }: Pick<Declaration, 'id'>): boolean {
  return choices.hasOwnIdentity && request.identity?.id?.toLowerCase() === id.toLowerCase()
}
