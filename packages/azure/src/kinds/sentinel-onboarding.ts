import { sentinelOnboarding as type } from '@palisade/facts'
import { knownAs } from '../body/known-as.ts'
import { longRunning } from '../sdks/long-running.ts'
import { relative } from '../sdks/relative.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import { kind } from './kind.ts'

const apiVersion = '2024-03-01'

/** Source: OnboardingStates.json of azure-rest-api-specs, Microsoft.SecurityInsights/stable/2024-03-01. */
interface OnboardingState {
  readonly properties?: { readonly customerManagedKey?: boolean }
}

export const sentinelOnboarding = kind({
  type,
  called: 'onboarding of Microsoft Sentinel',
  sdk: resourcesSdk,
  read: (arm, id) => arm.resources.getById(relative(id.id), apiVersion),
  create: (arm, id, body) =>
    longRunning(arm.resources.createOrUpdateById(relative(id.id), apiVersion, knownAs<OnboardingState>()(body))),
  remove: (arm, id) => longRunning(arm.resources.deleteById(relative(id.id), apiVersion)),
  outputs: () => ({}),
})
