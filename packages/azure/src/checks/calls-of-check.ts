import type { CheckSubject } from '@palisade/contract'
import { isAskedFor } from './global-name.ts'

/**
 * How many calls a check usually makes, so that they can be set aside before it is made. An estimate: what is found may
 * lead to more, and what another job has just seen is not asked for again. Questions that are sent as a POST count as writes, because Azure counts them so.
 */
export function callsOfCheck(subject: CheckSubject): { readonly reads: number; readonly writes: number } {
  switch (subject.check) {
    case 'registrations':
      return { reads: 1, writes: 0 }
    case 'permissions':
      return { reads: new Set(subject.needs.map(({ scope }) => scope.toLowerCase())).size, writes: 0 }
    case 'names':
      return { reads: 3, writes: subject.resources.filter(isAskedFor).length }
    // Where a policy is assigned, each resource is a question; mostly none is.
    case 'policies':
      return { reads: 1, writes: 0 }
    case 'locks':
      return { reads: 1, writes: 0 }
    case 'quota':
      return { reads: 1, writes: 0 }
    case 'existing-network':
      return { reads: 2 + 2 * subject.subnets.length, writes: 0 }
    case 'zone-links':
      return { reads: 1 + subject.zones.length, writes: 0 }
  }
}
