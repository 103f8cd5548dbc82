import type { CheckSubject } from '@palisade/contract'
import { requireSafePath, requireSafeSegment, requireSubscription } from '../safe-path.ts'

/** Refuses a subject that would lead the questions of its check to another place than it says. */
export function requireSafeSubject(subject: CheckSubject): void {
  requireSubscription(subject.subscription)
  const { paths = [], segments = [] } = partsOf(subject)
  for (const path of paths) requireSafePath(path)
  for (const segment of segments) requireSafeSegment(segment)
}

/** What of a subject stands in the paths that its check asks: ids, and what is a part of one. */
function partsOf(subject: CheckSubject): { paths?: readonly string[]; segments?: readonly string[] } {
  switch (subject.check) {
    case 'registrations':
      return { segments: subject.namespaces }
    case 'permissions':
      return { paths: subject.needs.map(({ scope }) => scope) }
    case 'names':
      return {
        paths: subject.resources.map(({ id }) => id),
        segments: subject.resources.flatMap(({ name, region }) => [name, region]),
      }
    case 'policies':
      return { paths: [subject.scope] }
    case 'locks':
      return { paths: subject.scopes }
    case 'quota':
      return { segments: [subject.region] }
    case 'existing-network':
      return { paths: [subject.virtualNetworkId, ...subject.subnets.map(({ id }) => id)] }
    case 'zone-links':
      return { paths: subject.virtualNetworkIds }
  }
}
