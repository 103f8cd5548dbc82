import { subscription as subscriptionType } from '@palisade/facts'
import { read } from '../declare.ts'
import type { Site } from '../site.ts'

/** Looked at before anything is made: a subscription that cannot be used fails the job while nothing exists yet. */
export function subscription(site: Site) {
  return read(subscriptionType, {
    key: 'preflight/subscription',
    phase: 'preflight',
    id: `/subscriptions/${site.request.subscriptionId}`,
  })
}
