import { type logAnalytics, sentinelOnboarding } from '@palisade/facts'
import { type Declaration, declare, type Earlier } from '../declare.ts'

/**
 * Turns Microsoft Sentinel on for the workspace's Log Analytics. Its notebooks open the Azure ML workspace from outside,
 * or from the jump box in its network; so where they are private, all of that comes first.
 */
export function sentinelOnboardingOf(logs: Declaration<typeof logAnalytics>, after: readonly Earlier[]) {
  return declare(sentinelOnboarding, {
    key: 'sentinel/onboarding',
    phase: 'sentinel',
    parent: logs,
    name: 'default',
    after,
    body: { properties: { customerManagedKey: false } },
  })
}
