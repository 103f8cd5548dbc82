import type { CheckResult, CheckSubject } from '@palisade/contract'
import type { Asking } from './asking.ts'
import { checkExistingNetwork } from './existing-network.ts'
import { checkLocks } from './locks.ts'
import { checkNames } from './names.ts'
import { checkPermissions } from './permissions.ts'
import { checkPolicies } from './policies.ts'
import { checkQuota } from './quota.ts'
import { checkRegistrations } from './registrations.ts'
import { checkZoneLinks } from './zone-links.ts'

/**
 * Looks at Azure before anything is made.
 * @param workspaceId whose what is ours already is.
 */
export function check(asking: Asking, subject: CheckSubject, workspaceId: string | undefined): Promise<CheckResult> {
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
