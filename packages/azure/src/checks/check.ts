import { type CheckResult, type CheckSubject, readCheckSubject } from '@palisade/contract'
import type { GatewayResource } from '../gateway-resource.ts'
import type { Progress } from '../progress.ts'
import type { Asking } from './asking.ts'
import { checkExistingNetwork } from './existing-network.ts'
import { checkLocks } from './locks.ts'
import { checkNames } from './names.ts'
import { checkPermissions } from './permissions.ts'
import { checkPolicies } from './policies.ts'
import { checkQuota } from './quota.ts'
import { checkRegistrations } from './registrations.ts'
import { requireSafeSubject } from './safe-subject.ts'
import { checkZoneLinks } from './zone-links.ts'

/** Looks at Azure before anything is made, and finds what stands in the way. There is nothing to poll. */
export async function check(asking: Asking, { body, workspaceId }: GatewayResource): Promise<Progress> {
  const subject = readCheckSubject(body)
  requireSafeSubject(subject)
  const { findings } = await lookAtSubject(asking, subject, workspaceId)
  return { done: true, outputs: {}, findings }
}

/** @param workspaceId whose what is ours already is: what an earlier job of it made is not held against this one. */
function lookAtSubject(asking: Asking, subject: CheckSubject, workspaceId: string): Promise<CheckResult> {
  switch (subject.check) {
    case 'registrations':
      return checkRegistrations(asking, subject)
    case 'permissions':
      return checkPermissions(asking, subject)
    case 'locks':
      return checkLocks(asking, subject)
    case 'policies':
      return checkPolicies(asking, subject)
    case 'names':
      return checkNames(asking, subject)
    case 'quota':
      return checkQuota(asking, subject)
    case 'existing-network':
      return checkExistingNetwork(asking, subject, workspaceId)
    case 'zone-links':
      return checkZoneLinks(asking, subject, workspaceId)
  }
}
