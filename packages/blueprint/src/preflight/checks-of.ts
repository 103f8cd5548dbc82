import type { CheckSubject, Declared } from '@palisade/contract'
import type { Composed } from './composed.ts'
import { declareCheck } from './declare-check.ts'
import { existingNetwork, hubNetwork } from './existing-network.ts'
import { locks } from './locks.ts'
import { names } from './names.ts'
import { permissions } from './permissions.ts'
import { policies } from './policies.ts'
import { quota } from './quota.ts'
import { registrations } from './registrations.ts'
import { zoneLinks } from './zone-links.ts'

/** All that Azure is asked before anything is made. Each waits for nothing, so that all of them answer. */
export function checksOf(composed: Composed): Declared[] {
  const { site } = composed
  return [
    declareCheck(registrations(composed)),
    declareCheck(permissions(composed)),
    declareCheck(locks(composed)),
    declareCheck(policies(composed)),
    declareCheck(names(composed)),
    ...ifAny(quota(composed)),
    ...ifAny(existingNetwork(site)),
    ...ifAny(hubNetwork(site), 'hub-network'),
    ...ifAny(zoneLinks(composed)),
  ]
}

function ifAny(subject: CheckSubject | undefined, name?: string): Declared[] {
  return subject === undefined ? [] : [declareCheck(subject, name)]
}
