import type { Provocation } from './provoke.ts'

/** Errors that the simulator does not come to by itself, and why. */
export const unprovoked: readonly (Pick<Provocation, 'code' | 'provider' | 'about'> & { readonly reason: string })[] = [
  {
    code: 'InvalidTemplateDeployment',
    provider: 'ARM',
    reason: 'there are no template deployments here: the simulator takes resources one by one',
  },
  {
    code: 'ClusterCoreQuotaReached',
    provider: 'Microsoft.MachineLearningServices',
    reason: 'a cluster says it when its jobs ask for more nodes than the quota has, and there are no jobs here',
  },
  { code: 'SubscriptionNotFound', provider: 'ARM', reason: 'every subscription exists here' },
]
